import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fetchBrowser } from "../lib/browser.mjs";
import { ROOT } from "../lib/places.js";
import { median } from "./measure.js";
import { WORK } from "./places.js";
import { count, figure, heading, milliseconds, seconds } from "./print.js";

const OUT = join(WORK, "site");
const MEASURE = join(ROOT, "packages/explorer/test/browser/measure.ts");

/** What measure.ts of the explorer's browser tests answers. */
interface Measured {
  pages: number;
  bytes: { first: number; largest: { page: string; bytes: number }; median: number };
  later: Record<string, number>;
  keystrokes: number[];
  indexMs: number;
  /** The first one loads what runs calls. */
  tries: number[];
}

/** Builds the site once, weighs it, and types into its search in Chromium. */
export async function benchSite(): Promise<void> {
  heading("Build the site");
  const started = performance.now();
  const megabytes = await peakOf(join(ROOT, "packages/explorer/site.mjs"), "build");
  const time = (performance.now() - started) / 1000;
  const { pages, bytes, later, keystrokes, indexMs, tries } = measured();
  figure("pages", count(pages));
  figure("wall time", seconds(time), time, 60);
  figure("peak memory of all its processes", `${megabytes.toFixed(0)} MB`, megabytes, 1000);

  heading("What loads at once with a page, in bytes after gzip");
  figure("first page", count(bytes.first), bytes.first, 150_000);
  figure("operation page, median", count(bytes.median));
  const { page, bytes: largest } = bytes.largest;
  figure("operation page, largest", count(largest), largest, 60_000);
  console.log(`    ${page}`);

  heading("Scripts and data by themselves, in bytes after gzip");
  const models = Object.entries(later).filter(([name]) => name.startsWith("data/try-"));
  for (const [name, size] of Object.entries(later))
    if (!name.startsWith("data/try-")) figure(name, count(size));
  const sizes = models.map(([, size]) => size);
  figure(`data of a group to try, median of ${models.length}`, count(median(sizes)));
  figure("data of a group to try, largest", count(Math.max(...sizes)));

  heading("Search in Chromium: from a keystroke to the list that it leaves");
  figure("the first one, which loads the index", milliseconds(indexMs));
  figure(`${count(keystrokes.length)} keystrokes, median`, milliseconds(median(keystrokes)));
  figure("slowest", milliseconds(Math.max(...keystrokes)), Math.max(...keystrokes), 50);

  heading("Try it: from the click to the answer of the simulated controller");
  figure("the first one, which loads client and controller", milliseconds(tries[0] ?? 0));
  figure("later ones, median", milliseconds(median(tries.slice(1))));
}

/** Runs a Node program to its end. @returns the most memory that it and what it starts have at a time */
async function peakOf(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, OMADA_SITE_OUT: OUT },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOfTree(child.pid ?? 0));
  }, 250);
  try {
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error("the site cannot be built");
    return peak;
  } finally {
    clearInterval(timer);
  }
}

/** Resident memory of a process and of all that it started, in MB (10^6 bytes). */
function memoryOfTree(root: number): number {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" }).trim().split("\n");
  const processes = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const tree = new Set([root]);
  for (let size = 0; size < tree.size; ) {
    size = tree.size;
    for (const [pid, parent] of processes) if (tree.has(parent)) tree.add(pid);
  }
  const kilobytes = processes.reduce((sum, [pid, , rss]) => sum + (tree.has(pid) ? rss : 0), 0);
  return (kilobytes * 1024) / 1e6;
}

function measured(): Measured {
  const args = ["--conditions=@omada-sdk/source", "--import", "tsx", MEASURE, OUT];
  const env = { ...process.env, ...fetchBrowser() };
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", env }));
}
