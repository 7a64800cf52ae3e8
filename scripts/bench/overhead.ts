import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { median } from "./measure.js";
import { CHILDREN, openapiFetch, WORK } from "./places.js";
import { figure, heading, microseconds, ratio } from "./print.js";

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
  { name: "createNodeFetch, core", target: 0.65 },
  { name: "createNodeFetch, client-v6" },
];
/** A small answer without work behind it, so that little but the client's own time is compared. */
const SERVER = join(ROOT, "packages/core/test/bench/server.ts");

/** One call after the other over keep-alive HTTPS on loopback, the ways in turns. */
export async function benchOverhead(rounds: number): Promise<void> {
  heading(`Overhead per request over keep-alive HTTPS, Node ${process.version}: beside a bare global fetch`);
  const ca = join(WORK, "ca.pem");
  const server = fork(SERVER, [ca]);
  try {
    const [port] = await once(server, "message");
    const times = await measure(rounds * 80, {
      ...process.env,
      // The global fetch only trusts what the environment names when its process starts.
      NODE_EXTRA_CA_CERTS: ca,
      BENCH_ORIGIN: `https://127.0.0.1:${port}`,
      BENCH_OPENAPI_FETCH: openapiFetch(),
    });
    const base = median(times[0] ?? []);
    for (const [index, { name, target }] of WAYS.entries()) {
      const own = median(times[index] ?? []);
      figure(name, `${ratio(own / base)}  ${microseconds(own)}`, target && own / base, target);
    }
  } finally {
    server.disconnect();
  }
}

/** The transports, each in a process of its own: one would pay for what the other leaves to the garbage collector. */
const TRANSPORTS = ["global fetch", "createNodeFetch"];

/** Microseconds per call in every round, by way. */
async function measure(rounds: number, env: NodeJS.ProcessEnv): Promise<number[][]> {
  const times: number[][] = WAYS.map(() => []);
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
