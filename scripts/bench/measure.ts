import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CHILDREN, WORK } from "./places.js";

/** What one fresh Node process took, from start to end. */
export interface Usage {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
}

/** Where a script runs: this Node and folder by default. */
interface Place {
  node?: string;
  cwd?: string;
}

/** Runs a script in a fresh Node process and measures all of it. */
export function usageOf(script: string, args: readonly string[], place?: Place): Usage {
  const report = join(WORK, "usage.json");
  const hook = pathToFileURL(join(CHILDREN, "usage.mjs"));
  hook.search = encodeURIComponent(report);
  const started = performance.now();
  startNode(["--import", hook.href, script, ...args], place);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, ...(JSON.parse(readFileSync(report, "utf8")) as Omit<Usage, "seconds">) };
}

/** Runs a script of the `child` folder in a fresh Node process; it answers with JSON. */
export function answerOf<T>(script: string, args: readonly string[], place?: Place): T {
  return JSON.parse(startNode([join(CHILDREN, script), ...args], place)) as T;
}

function startNode(args: string[], { node = process.execPath, cwd }: Place = {}): string {
  const options = { encoding: "utf8", maxBuffer: 2 ** 28, cwd } as const;
  const { status, stdout, stderr } = spawnSync(node, args, options);
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** Measures both sides in turn, so that a busy moment of the machine meets both. */
export function interleave<A, B>(rounds: number, left: () => A, right: () => B): [A[], B[]] {
  const lefts: A[] = [];
  const rights: B[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) lefts.push(left());
    rights.push(right());
    if (round % 2 === 1) lefts.push(left());
  }
  return [lefts, rights];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Median of the ratios of each round. */
export function medianRatio(lefts: readonly number[], rights: readonly number[]): number {
  return median(lefts.map((value, index) => value / (rights[index] ?? 1)));
}
