import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { median, medianRatio } from "./measure.js";
import { CHILDREN } from "./places.js";
import { figure, heading, milliseconds, ratio } from "./print.js";
import { withServer } from "./server.js";

const DEVICES = 10_000;
const LATENCY_MS = 5;
const CALLS = 100_000;
/** Heap that a client may have more after so many calls, in bytes. */
const MAX_GROWTH = 1_000_000;

/** What many calls of one client take: all pages of a long list, many sites at once, and memory over time. */
export async function benchCalls(rounds: number): Promise<void> {
  heading(`Many calls over HTTPS, ${LATENCY_MS} ms before each answer, Node ${process.version}`);
  await withServer({ devices: DEVICES, latencyMs: LATENCY_MS }, async (env) => {
    const paging = await report<Record<"inTurn" | "inTurnLarge" | "core" | "coreOnNodeFetch", number[]>>(
      env,
      ["paging", String(rounds)],
    );
    figure("10,000 devices, pages of 100 in turn", milliseconds(median(paging.inTurn)));
    for (const [name, times] of [
      ["the same, pages of 1000 in turn", paging.inTurnLarge],
      ["the same by paginate on the global fetch", paging.core],
      ["the same by paginate on createNodeFetch", paging.coreOnNodeFetch],
    ] as const) {
      const share = medianRatio(times, paging.inTurn);
      const target = times === paging.inTurnLarge ? undefined : 0.1;
      figure(name, `${ratio(share)}  ${milliseconds(median(times))}`, target && share, target);
    }
    const sites = await report<Record<"inTurn" | "atOnce", number[]>>(env, ["sites", String(rounds)]);
    figure("50 sites, one call after the other", milliseconds(median(sites.inTurn)));
    const share = medianRatio(sites.atOnce, sites.inTurn);
    figure("the same at once", `${ratio(share)}  ${milliseconds(median(sites.atOnce))}`);
  });
  await withServer({}, async (env) => {
    const { before, after } = await report<{ before: number; after: number }>(env, ["memory", String(CALLS)]);
    const growth = after - before;
    const text = `${(before / 1e6).toFixed(2)} MB, then ${(after / 1e6).toFixed(2)} MB`;
    figure(`heap before and after ${CALLS.toLocaleString("en")} calls`, text, growth, MAX_GROWTH);
  });
}

async function report<T>(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<T> {
  // Without the hooks of this process: the built packages as their users run them.
  const command = ["--expose-gc", join(CHILDREN, "many-calls.mjs"), ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  return JSON.parse(stdout) as T;
}
