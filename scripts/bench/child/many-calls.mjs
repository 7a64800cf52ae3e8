// many-calls.mjs paging|sites|memory: prints what many calls take, on the built packages.
import { readFileSync } from "node:fs";
import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6/device";
import { createNodeFetch } from "@omada-sdk/core/node";

const { BENCH_ORIGIN = "", NODE_EXTRA_CA_CERTS = "" } = process.env;
/** Milliseconds that each way runs before it is measured. */
const WARM_UP_MS = 1500;
const SITE = "0123456789abcdef01234567";
const SITES = Array.from({ length: 50 }, (_, index) => SITE.slice(0, 22) + String(10 + index));

/** @param {import("@omada-sdk/auth").FetchLike} fetch */
const clientOver = (fetch) =>
  createOmadaClient({
    baseUrl: BENCH_ORIGIN,
    auth: clientCredentials({ clientId: "c", clientSecret: "s" }),
    fetch,
  });
const overFetch = await clientOver(globalThis.fetch);
const overNodeFetch = await clientOver(createNodeFetch({ ca: readFileSync(NODE_EXTRA_CA_CERTS, "utf8") }));

/** All devices, one page after the other, as a loop over `fetch` reads them. @param {number} pageSize */
async function readInTurn(pageSize) {
  const rows = [];
  for (let page = 1; ; page++) {
    const url = `${BENCH_ORIGIN}/openapi/v1/c/sites/${SITE}/devices?page=${page}&pageSize=${pageSize}`;
    const { result } = await (await fetch(url, { headers: { authorization: "AccessToken=AT" } })).json();
    rows.push(...result.data);
    if (rows.length >= result.totalRows) return rows.length;
  }
}

/** @param {typeof overFetch} omada */
const readAll = async (omada) =>
  (await omada.paginate(omada.device.getDeviceList, { siteId: SITE }).toArray()).length;

/** @param {string} siteId */
const first = (siteId) => overFetch.device.getDeviceList({ siteId, page: 1, pageSize: 10 });

/** @type {Record<string, Record<string, () => Promise<unknown>>>} */
const COMPARED = {
  paging: {
    inTurn: () => readInTurn(100),
    inTurnLarge: () => readInTurn(1000),
    core: () => readAll(overFetch),
    coreOnNodeFetch: () => readAll(overNodeFetch),
  },
  sites: {
    inTurn: async () => {
      for (const siteId of SITES) await first(siteId);
    },
    atOnce: () => Promise.all(SITES.map(first)),
  },
};

/** Milliseconds of each way in each round. @param {Record<string, () => Promise<unknown>>} ways @param {number} rounds */
async function compare(ways, rounds) {
  /** @type {Record<string, number[]>} */
  const times = {};
  for (const run of Object.values(ways)) {
    const warm = performance.now() + WARM_UP_MS;
    while (performance.now() < warm) await run();
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(ways)) {
      const started = performance.now();
      await run();
      times[name] = [...(times[name] ?? []), performance.now() - started];
    }
  }
  return times;
}

/** Heap in use after so many calls, four at a time. @param {number} calls */
async function heapAfter(calls) {
  for (let made = 0; made < calls; made += 4) await Promise.all(SITES.slice(0, 4).map(callOverNode));
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** @param {string} siteId */
const callOverNode = (siteId) => overNodeFetch.device.getDeviceList({ siteId, page: 1, pageSize: 10 });

const [what = "", count = "1"] = process.argv.slice(2);
const ways = COMPARED[what];
const report = ways
  ? await compare(ways, Number(count))
  : { before: await heapAfter(20_000), after: await heapAfter(Number(count)) };
console.log(JSON.stringify(report));
process.exit();
