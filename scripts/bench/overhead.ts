import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { median } from "./measure.js";
import { CHILDREN, openapiFetch } from "./places.js";
import { figure, heading, microseconds, ratio } from "./print.js";
import { withServer } from "./server.js";

/** The first one is what the others are compared with; a target is the share of its time that they may take. */
const WAYS: readonly { name: string; target?: number }[] = [
  { name: "global fetch, bare" },
  // Shows how much of a difference is none.
  { name: "global fetch, bare once more" },
  // What has a time limit passes one.
  { name: "global fetch, bare with a signal" },
  { name: "global fetch, openapi-fetch" },
  { name: "global fetch, core", target: 1.1 },
  { name: "global fetch, client-v6" },
  { name: "createNodeFetch, bare" },
  { name: "createNodeFetch, core", target: 0.45 },
  { name: "createNodeFetch, client-v6" },
];
/** Microseconds of a call: those that passed, and those of the processor in the process that made it. */
interface CallTime {
  passed: number;
  used: number;
}

/**
 * One call after the other over keep-alive HTTPS on loopback, the ways in turns. The targets are for the time of the
 * processor: on a busy machine the time that passes is mostly spent waiting for it, by some ways more than by others.
 */
export async function benchOverhead(rounds: number): Promise<void> {
  heading(`Overhead per request over keep-alive HTTPS, Node ${process.version}: beside a bare global fetch`);
  const times = await withServer({}, (env) =>
    measure(rounds * 80, { ...env, BENCH_OPENAPI_FETCH: openapiFetch() }),
  );
  const [bare, ...others] = times.map((own) => ({
    passed: median(own.map(({ passed }) => passed)),
    used: median(own.map(({ used }) => used)),
  }));
  if (!bare) return;
  for (const [index, own] of [bare, ...others].entries()) {
    const { name = "", target } = WAYS[index] ?? {};
    const share = own.used / bare.used;
    const cpu = `${ratio(share)}  ${microseconds(own.used)} of CPU`;
    const passed = `${ratio(own.passed / bare.passed)}  ${microseconds(own.passed)} passed`;
    figure(name, `${cpu}  ${passed}`, target && share, target);
  }
}

/** The transports, each in a process of its own: one would pay for what the other leaves to the garbage collector. */
const TRANSPORTS = ["global fetch", "createNodeFetch"];

/** Times of the calls in every round, by way. */
async function measure(rounds: number, env: NodeJS.ProcessEnv): Promise<CallTime[][]> {
  const times: CallTime[][] = WAYS.map(() => []);
  const children: { child: ChildProcess; indices: number[] }[] = [];
  try {
    for (const transport of TRANSPORTS) {
      const indices = [...WAYS.keys()].filter((index) => WAYS[index]?.name.startsWith(transport));
      const names = indices.map((index) => WAYS[index]?.name ?? "");
      // Without the hooks of this process: the built packages as their users run them.
      const child = fork(join(CHILDREN, "ways.mjs"), names, { env, execArgv: [] });
      children.push({ child, indices });
      const [first] = await Promise.race([once(child, "message"), once(child, "exit")]);
      if (first !== "ready") throw new Error(`calls over ${transport} do not work`);
    }
    for (let round = 0; round < rounds; round++) {
      for (const { child, indices } of children) {
        child.send("round");
        const [burst] = await once(child, "message");
        for (const [place, index] of indices.entries()) times[index]?.push(burst[place]);
      }
    }
    return times;
  } finally {
    for (const { child } of children) if (child.connected) child.disconnect();
  }
}
