import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { WORK } from "./places.js";

/** Answers that are ready, so that little but the time of the client is compared. */
const SERVER = join(ROOT, "packages/core/test/bench/server.ts");

/** A server in a process of its own while something is done. */
export async function withServer<T>(
  { devices = 3, latencyMs = 0 }: { devices?: number; latencyMs?: number },
  run: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const ca = join(WORK, "ca.pem");
  const server = fork(SERVER, [ca, String(devices), String(latencyMs)]);
  try {
    const [port] = await once(server, "message");
    // The global fetch only trusts what the environment names when its process starts.
    return await run({
      ...process.env,
      NODE_EXTRA_CA_CERTS: ca,
      BENCH_ORIGIN: `https://127.0.0.1:${port}`,
    });
  } finally {
    server.disconnect();
  }
}
