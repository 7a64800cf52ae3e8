import { monitorEventLoopDelay } from "node:perf_hooks";
import { isOmadaError } from "@omada-sdk/core";
import { expect, it } from "vitest";
import { type Bed, openBed, type Rig } from "./support/bed.js";

/** `pnpm test:soak` makes it ten minutes. */
const SECONDS = Number(process.env.OMADA_SOAK_SECONDS ?? 4);
const DEVICES = 2000;
const WORKERS = 4;

/** Shares of the answers that go wrong. */
const FAULTS = [
  { probability: 0.02, fault: { kind: "close" } },
  { probability: 0.02, fault: { kind: "truncate" } },
  { probability: 0.02, executes: true, fault: { kind: "close" } },
  { probability: 0.02, fault: { kind: "status", status: 503 } },
  { probability: 0.01, fault: { kind: "html" } },
  { probability: 0.02, fault: { kind: "token-death" } },
  { probability: 0.02, fault: { kind: "code", code: -33004 } },
  { probability: 0.05, fault: { kind: "delay", ms: 20 } },
] as const;

interface Tally {
  calls: number;
  rows: number;
  /** Errors of ours, by name and category. */
  errors: Map<string, number>;
  /** Anything that no promise explains. */
  unexplained: string[];
}

/** Reads all devices; a list that changes nothing has every row once. */
async function readAll(omada: Rig, { siteId }: Bed, macs: ReadonlySet<string>, tally: Tally): Promise<void> {
  const pageSize = [7, 50, 400, undefined][tally.calls % 4];
  const rows = await omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize }).toArray();
  const seen = new Set(rows.map(({ mac }) => mac));
  if (seen.size !== rows.length) tally.unexplained.push(`${rows.length - seen.size} rows twice`);
  const missing = [...macs].filter((mac) => !seen.has(mac)).length;
  if (missing > 0) tally.unexplained.push(`${missing} rows missing with pages of ${pageSize}`);
  tally.rows += rows.length;
}

/** Renames one device over and over; what is read back is the last name or, after a failure, maybe the one before. */
function renamer(omada: Rig, { siteId }: Bed, apMac: string, tally: Tally): () => Promise<void> {
  let possible = new Set<string>();
  let count = 0;
  return async () => {
    const name = `AP ${count++}`;
    try {
      await omada.ap.modifyGeneralConfig({ siteId, apMac, body: { name } });
      possible = new Set([name]);
    } catch (error) {
      possible.add(name);
      throw error;
    }
    const { name: shown = "" } = await omada.ap.getGeneralConfig({ siteId, apMac });
    if (!possible.has(shown)) tally.unexplained.push(`${shown} after ${[...possible]}`);
  };
}

async function work(step: () => Promise<void>, end: number, tally: Tally): Promise<void> {
  while (performance.now() < end) {
    tally.calls++;
    try {
      await step();
    } catch (error) {
      if (!isOmadaError(error)) tally.unexplained.push(`${error}`);
      else tally.errors.set(error.name, (tally.errors.get(error.name) ?? 0) + 1);
    }
  }
}

it("keeps its promises for as long as it runs", { timeout: (SECONDS + 60) * 1000 }, async () => {
  const bed = await openBed("6.2", {}, { sites: 1, devices: DEVICES });
  const { controller, siteId } = bed;
  const devices = [...controller.state.devices.values()].filter((device) => device.siteId === siteId);
  const macs = new Set(devices.map(({ mac }) => mac));
  const aps = devices.filter(({ type }) => type === "ap").map(({ mac }) => mac);
  for (const rule of FAULTS) controller.faults.add({ path: /^\/openapi\/v\d/, ...rule });
  const tally: Tally = { calls: 0, rows: 0, errors: new Map(), unexplained: [] };
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const start = performance.now();
  const end = start + SECONDS * 1000;
  const memory: number[] = [];
  const measuring = setInterval(() => memory.push(process.memoryUsage().rss), 250);
  const clients = await Promise.all(
    Array.from({ length: WORKERS }, () => bed.connect({ retry: { baseMs: 1, attempts: 6, budget: 1e9 } })),
  );
  try {
    await Promise.all(
      clients.flatMap((omada, index) => [
        work(() => readAll(omada, bed, macs, tally), end, tally),
        work(renamer(omada, bed, aps[index] ?? "", tally), end, tally),
      ]),
    );
  } finally {
    clearInterval(measuring);
    delay.disable();
  }
  const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
  const errors = [...tally.errors].map(([name, count]) => `${name} ${count}`).join(", ") || "none";
  console.log(
    `soak of ${Math.round((performance.now() - start) / 1000)} s: ${tally.calls} calls, ` +
      `${tally.rows} rows, errors: ${errors}, ` +
      `${tally.unexplained.length} unexplained, RSS ${megabytes(Math.min(...memory))} to ${megabytes(Math.max(...memory))} MB, ` +
      `event loop delay p99 ${Math.round(delay.percentile(99) / 1e6)} ms`,
  );
  expect(tally.unexplained).toEqual([]);
  expect(tally.calls).toBeGreaterThan(20);
  expect(tally.rows).toBeGreaterThan(DEVICES);
  // Memory levels off: the last quarter needs no more than the third, but for what the collector leaves for later.
  const quarter = (at: number): number =>
    Math.min(
      ...memory.slice(Math.floor((at * memory.length) / 4), Math.ceil(((at + 1) * memory.length) / 4)),
    );
  expect(megabytes(quarter(3) - quarter(2))).toBeLessThan(100);
});
