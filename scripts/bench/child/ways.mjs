// ways.mjs <way>...: makes calls in several ways, on the built packages. Warms up, says "ready", then answers every message
// with the microseconds per call of a burst of each way: those that passed, and those of the processor. Their order is
// drawn anew each time: whatever else the machine does hits all of them alike.
import { readFileSync } from "node:fs";
import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6/device";
import { createClient } from "@omada-sdk/core";
import { createNodeFetch } from "@omada-sdk/core/node";

const { BENCH_ORIGIN = "", BENCH_OPENAPI_FETCH = "", NODE_EXTRA_CA_CERTS = "" } = process.env;
const { default: createFetchClient } = await import(BENCH_OPENAPI_FETCH);
const OMADAC_ID = "0123456789abcdef0123456789abcdef";
const WARM_UP = 1500;
const CALLS = 20;
const PATH = "/openapi/v1/{omadacId}/sites/{siteId}/devices";
const ARGS = { siteId: "0123456789abcdef01234567", page: 1, pageSize: 10 };
const { siteId, page, pageSize } = ARGS;
const HEADERS = { authorization: "AccessToken=AT-0123456789abcdef" };
const URL_OF_CALL = `${BENCH_ORIGIN}/openapi/v1/${OMADAC_ID}/sites/${siteId}/devices?page=${page}&pageSize=${pageSize}`;

/** @typedef {import("@omada-sdk/auth").FetchLike} Fetch */
/** @type {Record<string, () => Fetch>} */
const FETCHES = {
  "global fetch": () => globalThis.fetch,
  createNodeFetch: () => createNodeFetch({ ca: readFileSync(NODE_EXTRA_CA_CERTS, "utf8") }),
};

/** @param {Fetch} fetch */
const optionsOf = (fetch) => ({
  baseUrl: BENCH_ORIGIN,
  auth: clientCredentials({ clientId: "c", clientSecret: "s" }),
  fetch,
});

/** @type {Record<string, (fetch: Fetch) => (() => Promise<unknown>) | Promise<() => Promise<unknown>>>} */
const CALLERS = {
  bare: (fetch) => async () => (await fetch(URL_OF_CALL, { headers: HEADERS })).json(),
  "bare once more": (fetch) => async () => (await fetch(URL_OF_CALL, { headers: HEADERS })).json(),
  "bare with a signal": (fetch) => async () =>
    (await fetch(URL_OF_CALL, { headers: HEADERS, signal: new AbortController().signal })).json(),
  "openapi-fetch": (fetch) => {
    const client = createFetchClient({ baseUrl: BENCH_ORIGIN, fetch });
    const params = { path: { omadacId: OMADAC_ID, siteId }, query: { page, pageSize } };
    return () => client.GET(PATH, { params, headers: HEADERS });
  },
  core: async (fetch) => {
    const omada = await createClient(optionsOf(fetch), []);
    return () => omada.request("GET", PATH, { path: { siteId }, query: { page, pageSize } });
  },
  "client-v6": async (fetch) => {
    const omada = await createOmadaClient(optionsOf(fetch));
    return () => omada.device.getDeviceList(ARGS);
  },
};

const ways = await Promise.all(
  process.argv.slice(2).map(async (name) => {
    const [transport = "", caller = ""] = name.split(", ");
    const call = await CALLERS[caller]?.(/** @type {Fetch} */ (FETCHES[transport]?.()));
    if (!call) throw new Error(`there is no way ${name}`);
    return call;
  }),
);
for (const call of ways) for (let made = 0; made < WARM_UP; made++) await call();
process.on("message", async () => {
  const times = ways.map(() => ({ passed: 0, used: 0 }));
  const places = ways.map(() => Math.random());
  for (const index of [...ways.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    for (let made = 0; made < CALLS; made++) await ways[index]?.();
    const { user, system } = process.cpuUsage(before);
    times[index] = { passed: ((performance.now() - start) * 1000) / CALLS, used: (user + system) / CALLS };
  }
  process.send?.(times);
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
