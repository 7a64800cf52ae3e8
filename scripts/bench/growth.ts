import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { bundle } from "./bundle.js";
import { answerOf, median, usageOf } from "./measure.js";
import { type Group, multiplied, readGroups, writeSpecs } from "./mutate.js";
import { compile } from "./peers/check.js";
import { edit } from "./peers/editor.js";
import { startTsserver } from "./peers/language-server.js";
import { TSCONFIG } from "./peers/prepare.js";
import { CHILDREN, SNAPSHOT, WORK } from "./places.js";
import { publish, type Row } from "./results.js";

const MANY = 10_000;
/** Snapshots of one controller line after the other, and one that is made of the newest. */
const COMMITTED = ["5.12", "5.15", SNAPSHOT];
const PROBE = { title: "one tag", completes: "\nawait omada.device.|", hovers: "omada.device.getDeviceList" };
const ENTRIES = { group: "device", whole: "index" } as const;

/** What everything costs for snapshots of different sizes; the program uses one tag. */
export async function benchGrowth(rounds: number): Promise<void> {
  const rows: Row[] = [];
  for (const id of COMMITTED) rows.push(await measure(id, id, await readGroups(id), rounds));
  rows.push(await measure("many", SNAPSHOT, multiplied(await readGroups(SNAPSHOT), MANY), rounds));
  publish({
    name: "growth",
    title: "How cost grows with the operations of a snapshot",
    command: "pnpm bench growth",
    notes: [
      `The last one is ${SNAPSHOT} several times over, each time with paths, tags and schemas of its own in the same groups.`,
      "The program calls one operation: of the client of one group, and of the client of all groups.",
    ],
    tables: [
      {
        title: "Generating, loading",
        columns: [
          { key: "operations", title: "operations" },
          { key: "seconds", title: "generation s", digits: 2 },
          { key: "microseconds", title: "us per operation" },
          { key: "megabytes", title: "peak MB" },
          { key: "groupBundle", title: "one call, gzip" },
          { key: "wholeBundle", title: "through all groups" },
          { key: "groupImport", title: "import of a group ms", digits: 1 },
          { key: "wholeImport", title: "of all groups ms", digits: 1 },
        ],
        rows,
      },
      ...Object.entries(ENTRIES).map(([key]) => ({
        title: key === "group" ? "A program of one tag, by its group" : "A program of one tag, all groups",
        columns: [
          { key: "operations", title: "operations" },
          { key: `${key}Types`, title: "types" },
          { key: `${key}Files`, title: "files" },
          { key: `${key}Heap`, title: "heap MB" },
          { key: `${key}Wall`, title: "tsc s", digits: 2 },
          { key: `${key}First`, title: "first completion ms" },
          { key: `${key}Completion`, title: "completion ms", digits: 1 },
          { key: `${key}Server`, title: "server MB" },
        ],
        rows,
      })),
    ],
  });
}

async function measure(
  name: string,
  base: string,
  groups: ReadonlyMap<string, Group>,
  rounds: number,
): Promise<Row> {
  const folder = join(WORK, "growth", name);
  const specs = join(folder, "specs");
  await writeSpecs(specs, base, [{ id: base, controllerVersion: `${base}.0`, groups }]);
  const usages = Array.from({ length: Math.min(rounds, 3) }, () =>
    usageOf(join(CHILDREN, "generate.mjs"), [specs, join(folder, "packages")]),
  );
  const operations = [...groups.values()].reduce(
    (sum, { paths }) => sum + Object.values(paths).reduce((all, item) => all + Object.keys(item).length, 0),
    0,
  );
  const seconds = median(usages.map((usage) => usage.seconds));
  const figures: Record<string, number> = {
    operations,
    seconds,
    microseconds: (seconds * 1e6) / operations,
    megabytes: median(usages.map((usage) => usage.megabytes)),
  };
  const client = join(
    folder,
    "packages",
    base.startsWith("5") ? "client-v5" : "client-v6",
    "generated",
    base,
  );
  for (const [key, entry] of Object.entries(ENTRIES)) {
    const program = programOf(join(client, `${entry}.js`));
    const own = join(folder, key);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "program.ts"), program);
    writeFileSync(join(own, "package.json"), '{ "type": "module" }\n');
    const types = join(folder, "packages/types/generated");
    const paths = { "@omada-sdk/types/*": [`${types}/*.d.ts`] };
    const compilerOptions = { ...TSCONFIG.compilerOptions, paths };
    writeFileSync(join(own, "tsconfig.json"), JSON.stringify({ ...TSCONFIG, compilerOptions }));
    const tsc = join(ROOT, "node_modules/typescript/lib/tsc.js");
    const compiled = Array.from({ length: rounds }, () => compile(tsc, own));
    const sessions = [];
    for (let round = 0; round < Math.min(rounds, 3); round++)
      sessions.push(await edit(PROBE, own, startTsserver));
    const imports = Array.from(
      { length: rounds * 3 },
      () => answerOf<{ ms: number }>("timed-import.mjs", [join(client, `${entry}.js`)]).ms,
    );
    Object.assign(figures, {
      [`${key}Types`]: compiled[0]?.types,
      [`${key}Files`]: compiled[0]?.files,
      [`${key}Heap`]: median(compiled.map(({ megabytes }) => megabytes)),
      [`${key}Wall`]: median(compiled.map(({ wallSeconds }) => wallSeconds)),
      [`${key}First`]: median(sessions.map(({ firstMs }) => firstMs)),
      [`${key}Completion`]: median(sessions.map(({ completionMs }) => completionMs)),
      [`${key}Server`]: median(sessions.map(({ megabytes }) => megabytes)),
      [`${key}Bundle`]: (await bundle(program, folder)).zipped,
      [`${key}Import`]: median(imports),
    });
  }
  return { name: name === "many" ? `${base}, multiplied` : base, figures };
}

function programOf(entry: string): string {
  return `import { clientCredentials, createOmadaClient } from ${JSON.stringify(entry)};

const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await createOmadaClient({ baseUrl: "https://192.168.0.2:8043", auth });
const devices = await omada.device.getDeviceList({ siteId: "site", page: 1, pageSize: 10 });
console.log(devices.data[0]?.name);
`;
}
