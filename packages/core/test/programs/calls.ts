/** Uses a client in every way over the built-in fetch and over createNodeFetch, and ends each in every phase. */
import { clientCredentials } from "@omada-sdk/auth";
import type { OmadaClientOptions, OmadaDownload } from "../../src/index.js";
import { createClient } from "../../src/index.js";
import { createNodeFetch } from "../../src/node/index.js";
import { Agent } from "../../src/node/undici.js";

const { ORIGIN = "", DEAF_ORIGIN = "", FINGERPRINT = "" } = process.env;
const auth = () => clientCredentials({ clientId: "c", clientSecret: "s" });
const path = (end: string) => `/openapi/v1/{omadacId}/${end}` as const;

async function connect(options: Partial<OmadaClientOptions>) {
  return createClient({ baseUrl: ORIGIN, auth: auth(), ...options }, []);
}

/** Ends a call once `arrived` says it is where it should be, and returns the reason it ended with. */
async function endAt(
  call: (signal: AbortSignal) => Promise<unknown>,
  arrived: Promise<unknown>,
): Promise<string> {
  const abort = new AbortController();
  const ended = call(abort.signal).then(
    () => "answered",
    (error: Error) => error.message,
  );
  await arrived;
  abort.abort(new Error("ended"));
  return ended;
}

async function run(options: Partial<OmadaClientOptions>) {
  let onRetry = () => {};
  let onRequest = () => {};
  const hooks = { onRetry: () => onRetry(), onRequest: () => onRequest() };
  const nextRequest = () =>
    new Promise<void>((resolve) => {
      onRequest = resolve;
    });
  const nextRetry = () =>
    new Promise<void>((resolve) => {
      onRetry = resolve;
    });
  const omada = await connect({
    ...options,
    hooks,
    pacing: { concurrency: 2 },
    retry: { baseMs: 2e5, capMs: 2e5 },
  });
  const results: Record<string, unknown> = {};

  results.read = await omada.request("GET", path("echo"));
  results.write = await omada.request("PATCH", path("echo"), { body: { a: "ü" } });
  const form = new FormData();
  form.append("file", new File(["x"], "x.txt"));
  results.upload = await omada.request("POST", path("echo"), { body: form });
  const file = await omada.request<OmadaDownload>("GET", path("file"));
  results.file = await file.text();
  results.expired = await omada.request("GET", path("expired"));

  results.headers = await endAt((signal) => omada.request("GET", path("silence"), { signal }), nextRequest());
  results.body = await endAt((signal) => omada.request("GET", path("slow"), { signal }), nextRequest());
  results.backoff = await endAt(
    (signal) => omada.request("GET", path("unavailable"), { signal, timeoutMs: 0 }),
    nextRetry(),
  );
  const two = new AbortController();
  const busy = [1, 2].map(() =>
    omada.request("GET", path("silence"), { signal: two.signal }).catch(() => "freed"),
  );
  results.queue = await endAt((signal) => omada.request("GET", path("echo"), { signal }), nextRequest());
  two.abort();
  results.freed = await Promise.all(busy);
  const half = new AbortController();
  const download = await omada.request<OmadaDownload>("GET", path("half-file"), { signal: half.signal });
  const text = download.text().catch((error: Error) => error.message);
  half.abort(new Error("ended"));
  results.download = await text;
  results.timeout = await omada
    .request("GET", path("silence"), { timeoutMs: 20 })
    .catch((error: Error) => error.name);
  return results;
}

/** Where undici and the built-in fetch keep the agent of the whole process. */
const dispatcherOfProcess = () => Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1"));

const nodeFetch = createNodeFetch({ fingerprint256: FINGERPRINT });
const results: Record<string, unknown> = {
  node: await run({ fetch: nodeFetch }),
  builtInAgent: dispatcherOfProcess() instanceof Agent ? "replaced" : "its own",
  builtIn: await run({}),
  tls: await (await connect({ tls: { fingerprint256: FINGERPRINT } })).request("GET", path("echo")),
};
// Something accepts the connection and never says a word.
results.handshake = await endAt(
  (signal) => nodeFetch(DEAF_ORIGIN, { signal }),
  new Promise((resolve) => setImmediate(resolve)),
);
process.stdout.write(JSON.stringify(results));
