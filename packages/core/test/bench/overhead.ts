/**
 * What a call costs, side by side with a bare fetch: over keep-alive HTTPS, and with a stub for a fetch.
 *   node --conditions=@omada-sdk/source --import tsx packages/core/test/bench/overhead.ts
 * The client is to stay within 1.10x of the fetch it is given, and within 0.65x of the built-in one on createNodeFetch.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure, report } from "./measure.js";

const HTTPS = [
  "built-in fetch, bare",
  "built-in fetch, openapi-fetch",
  "built-in fetch, core",
  "createNodeFetch, bare",
  "createNodeFetch, openapi-fetch",
  "createNodeFetch, core",
] as const;
const STUB = ["stub, bare", "stub, openapi-fetch", "stub, core"] as const;
const program = join(import.meta.dirname, "ways.ts");

const folder = mkdtempSync(join(tmpdir(), "omada-bench-"));
const ca = join(folder, "ca.pem");
const server = fork(join(import.meta.dirname, "server.ts"), [ca]);
try {
  const [port] = await once(server, "message");
  // The built-in fetch only trusts what the environment names when its process starts.
  const env = { NODE_EXTRA_CA_CERTS: ca, BENCH_ORIGIN: `https://127.0.0.1:${port}` };
  report(
    `One call after the other over keep-alive HTTPS, Node ${process.version}`,
    await measure(program, HTTPS, env),
  );
} finally {
  server.disconnect();
  rmSync(folder, { recursive: true });
}
const stub = await measure(program, STUB, {});
report(`The same with a stub for a fetch, Node ${process.version}`, stub);
const above = (name: (typeof STUB)[number]) => (stub[name] - stub["stub, bare"]).toFixed(1);
console.log(
  `  above the stub: openapi-fetch ${above("stub, openapi-fetch")} us, core ${above("stub, core")} us`,
);
