// Our mock beside prism and scalar's mock server, on one document: the one that our mock serves of the largest snapshot.
// `pnpm bench mock` builds the packages and runs this. Prints figures; nothing fails for a slow machine.
// node --conditions=@omada-sdk/source --import tsx packages/mock-controller/bench/compare.ts [rounds]
import { writeFileSync } from "node:fs";
import { createController, mockOf } from "../src/server/create.js";
import { ORIGIN } from "../test/support.js";
import { benchLists, benchMany, type ListFigures } from "./lists.js";
import { load } from "./load.js";
import { freePort, memoryOf, peakWhile } from "./process.js";
import { fetchRivals, workFile } from "./rivals.js";
import { type Running, startOurSweep, startOurs, startRival } from "./servers.js";
import { type Sweep, sweep } from "./sweep.js";

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const perSecond = (value: number): string => Math.round(value).toLocaleString("en");
const megabytes = (value: number): string => `${value.toFixed(0)} MB`;
const share = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** The target is named for this snapshot and so many devices. */
const PROFILE = "6.2-cloud";
const DEVICES = 10_000;
const ROUNDS = Number(process.argv[2] ?? 3);
const SECONDS = 3;
const PAGE = "?page=1&pageSize=10";

const controller = await createController({ profile: PROFILE, devices: DEVICES, quirks: { dailyLimit: 0 } });
const document = workFile("openapi.json");
const pulled = await mockOf(controller).fetch(`${ORIGIN}/v3/api-docs/${encodeURIComponent("00 All")}`);
// Controllers declare every answer as `*/*`, which prism refuses to write.
writeFileSync(document, (await pulled.text()).replaceAll('"*/*"', '"application/json"'));

const site = controller.state.sites.keys().next().value ?? "";
const devices = `/openapi/v1/${controller.credentials.omadacId}/sites/${site}/devices`;
console.log(
  `\nMock servers on ${controller.behaviour.model.operations.length} operations, GET of 10 rows, Node ${process.version}`,
);
console.log(
  `  ours over HTTPS with tokens, checks and ${DEVICES} devices in its state; the others over plain HTTP`,
);

const servers: Running[] = [await startOurs(PROFILE, DEVICES, devices + PAGE)];
for (const rival of fetchRivals())
  servers.push(await startRival(rival, document, await freePort(), devices + PAGE));
const idle = servers.map(({ child }) => memoryOf(child));

const speeds: number[][] = servers.map(() => []);
const peaks = servers.map(() => 0);
// In turn, so that a busy moment of the machine meets all of them.
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, { child, endpoint, headers }] of servers.entries()) {
    const [{ perSecond: speed }, peak] = await peakWhile(child, () =>
      load(endpoint, () => devices + PAGE, headers, SECONDS),
    );
    speeds[index]?.push(speed);
    peaks[index] = Math.max(peaks[index] ?? 0, peak);
  }
}
const lists = await benchLists(servers[0] as Running, devices, DEVICES, ROUNDS);

const sweeps: Sweep[] = [];
const swept: (number | undefined)[] = [];
const beside = await startOurSweep(PROFILE);
for (const { child, endpoint, authorization, restore } of [beside, ...servers.slice(1)]) {
  sweeps.push(await sweep(controller, endpoint, authorization, restore));
  swept.push(memoryOf(child));
}
for (const { child } of [beside, ...servers]) child.kill();

const names = servers.map(({ name }) => name);
print(
  names,
  "start of the process to the first answer",
  servers.map(({ started }) => started / 1000),
  seconds,
);
print(
  names,
  "answers per second",
  speeds.map((list) => Math.max(...list)),
  perSecond,
);
print(names, "memory, idle", idle, megabytes);
print(names, "memory, most under load", peaks, megabytes);
print(names, "memory, after a sweep", [undefined, ...swept.slice(1)], megabytes);
print(
  names,
  "sweep: answered with 200",
  sweeps.map(({ ok, calls }) => ok / calls),
  share,
);
print(
  names,
  "sweep: as the schema declares",
  sweeps.map(({ valid, calls }) => valid / calls),
  share,
);
printLists(DEVICES, lists);
const many = await benchMany(PROFILE, devices, ROUNDS);
printLists(many.devices, many);
print(["ours"], "start of the process to the first answer", [many.started / 1000], seconds);
print(["ours"], "memory, idle", [many.idle], megabytes);

/** What one mock does with its list of devices, each beside the first. */
function printLists(count: number, { asked, peak }: ListFigures): void {
  const base = asked[0]?.perSecond ?? 0;
  console.log(`  ours alone, list of ${count.toLocaleString("en")} devices: answers per second`);
  for (const { name, perSecond: speed } of asked)
    console.log(`    ${name.padEnd(42)} ${perSecond(speed)} (x ${(speed / base).toPrecision(2)})`);
  print(["ours"], "memory, most while it does that", [peak], megabytes);
}

/** One line: the figure of each server, and how many times ours that of each other one is. */
function print(
  names: readonly string[],
  what: string,
  values: readonly (number | undefined)[],
  format: (value: number) => string,
): void {
  const [own] = values;
  const cells = names.map((name, index) => {
    const value = values[index];
    if (value === undefined) return `${name} -`;
    const ratio = index === 0 || own === undefined ? "" : ` (x ${(value / own).toPrecision(2)})`;
    return `${name} ${format(value)}${ratio}`;
  });
  console.log(`  ${what.padEnd(44)} ${cells.join("   ")}`);
}
