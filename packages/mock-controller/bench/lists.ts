import { load } from "./load.js";
import { memoryOf, peakWhile } from "./process.js";
import { type Running, startOurs } from "./servers.js";

/** What is asked of the list of devices, 10 rows at a time; the first one is what the others are compared with. */
const ASKED: readonly { name: string; query: string; pages: boolean }[] = [
  { name: "the same page of 10 devices", query: "", pages: false },
  { name: "another page with each call", query: "", pages: true },
  { name: "another page, sorted by name", query: "&sorts.name=asc", pages: true },
  { name: "another page, sorted by status and IP", query: "&sorts.status=desc&sorts.ip=asc", pages: true },
  { name: "another page of two thirds, filtered", query: "&filters.type=ap", pages: true },
  { name: "another page of a third, searched", query: "&searchKey=switch", pages: true },
  { name: "a filter on a sampled member", query: "&filters.tag=x", pages: false },
];
const ROWS = 10;
const SECONDS = 2;
/** Most devices that a mock starts with. */
const MANY = 100_000;

export interface ListFigures {
  /** The first is what the others are compared with. */
  asked: readonly { name: string; perSecond: number }[];
  /** The most while they were asked, in MB. */
  peak: number;
}

/** Answers per second of one mock, of each way the best of all rounds. */
export async function benchLists(
  { child, endpoint, headers }: Running,
  list: string,
  devices: number,
  rounds: number,
): Promise<ListFigures> {
  const best = ASKED.map(() => 0);
  const work = async (): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      for (const [index, { query, pages }] of ASKED.entries()) {
        // A third of the devices are on every page that any of the ways has.
        const last = Math.floor(devices / 3 / ROWS);
        const path = (call: number): string =>
          `${list}?page=${pages ? (call % last) + 1 : 1}&pageSize=${ROWS}${query}`;
        const { perSecond } = await load(endpoint, path, headers, SECONDS);
        best[index] = Math.max(best[index] ?? 0, perSecond);
      }
    }
  };
  const [, peak] = await peakWhile(child, work);
  return { asked: ASKED.map(({ name }, index) => ({ name, perSecond: best[index] ?? 0 })), peak };
}

/** Starts a mock with as many devices as there can be; what it takes idle, and what it takes and does under the same load. */
export async function benchMany(
  profile: string,
  list: string,
  rounds: number,
): Promise<ListFigures & { devices: number; idle: number; started: number }> {
  const running = await startOurs(profile, MANY, `${list}?page=1&pageSize=${ROWS}`);
  try {
    const idle = memoryOf(running.child) ?? 0;
    const figures = await benchLists(running, list, MANY, rounds);
    return { ...figures, devices: MANY, idle, started: running.started };
  } finally {
    running.child.kill();
  }
}
