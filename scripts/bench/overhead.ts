import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { median, medianRatio } from "./measure.js";
import { CHILDREN, openapiFetch, WORK } from "./places.js";
import { figure, heading, microseconds, ratio } from "./print.js";

/** The first one is what the others are compared with; a target is the most they may take of its time. */
const WAYS: readonly { name: string; target?: number }[] = [
  { name: "global fetch, bare" },
  { name: "global fetch, openapi-fetch" },
  { name: "global fetch, core", target: 1.1 },
  { name: "global fetch, client-v6" },
  { name: "createNodeFetch, bare" },
  { name: "createNodeFetch, core", target: 0.65 },
  { name: "createNodeFetch, client-v6" },
];
/** A small answer without work behind it, so that little but the client's own time is compared. */
const SERVER = join(ROOT, "packages/core/test/bench/server.ts");

/**
 * One call after the other over keep-alive HTTPS on loopback; each way in a process of its own, because they would
 * collect each other's garbage, and all of them in turn.
 */
export async function benchOverhead(rounds: number): Promise<void> {
  heading(`Overhead per request over keep-alive HTTPS, Node ${process.version}: beside a bare global fetch`);
  const ca = join(WORK, "ca.pem");
  const server = fork(SERVER, [ca]);
  try {
    const [port] = await once(server, "message");
    const times = await interleaved(rounds * 8, {
      ...process.env,
      // The global fetch only trusts what the environment names when its process starts.
      NODE_EXTRA_CA_CERTS: ca,
      BENCH_ORIGIN: `https://127.0.0.1:${port}`,
      BENCH_OPENAPI_FETCH: openapiFetch(),
    });
    const base = times[0] ?? [];
    for (const [index, { name, target }] of WAYS.entries()) {
      const own = times[index] ?? [];
      const share = medianRatio(own, base);
      figure(name, `${ratio(share)}  ${microseconds(median(own))}`, target && share, target);
    }
  } finally {
    server.disconnect();
  }
}

/** Microseconds per call in every round, by way. */
async function interleaved(rounds: number, env: NodeJS.ProcessEnv): Promise<number[][]> {
  const children: ChildProcess[] = [];
  try {
    for (const { name } of WAYS) {
      // Without the hooks of this process: the built packages as their users run them.
      const child = fork(join(CHILDREN, "ways.mjs"), [name], { env, execArgv: [] });
      children.push(child);
      const [first] = await Promise.race([once(child, "message"), once(child, "exit")]);
      if (first !== "ready") throw new Error(`${name} does not work`);
    }
    const times: number[][] = children.map(() => []);
    for (let round = 0; round < rounds; round++) {
      // Beginning with another one in each round: none always follows the same.
      for (const step of children.keys()) {
        const index = (round + step) % children.length;
        children[index]?.send("round");
        const [time] = await once(children[index] as ChildProcess, "message");
        times[index]?.push(time);
      }
    }
    return times;
  } finally {
    for (const child of children) if (child.connected) child.disconnect();
  }
}
