/** Runs one way of making a call, named by the first argument; see overhead.ts. */
import { readFileSync } from "node:fs";
import { clientCredentials } from "@omada-sdk/auth";
import createFetchClient from "openapi-fetch";
import { createClient, type GroupDefinition } from "../../src/index.js";
import { createNodeFetch } from "../../src/node/index.js";
import { answerTo, OMADAC_ID } from "./answers.js";
import { serveRounds, type Way } from "./measure.js";

interface Tags {
  device: { getDeviceList(args: { siteId: string; page: number; pageSize: number }): Promise<unknown> };
}
type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const { BENCH_ORIGIN = "https://stub.example", NODE_EXTRA_CA_CERTS } = process.env;
const PATH = "/openapi/v1/{omadacId}/sites/{siteId}/devices";
const HEADERS = { authorization: "AccessToken=AT-0123456789abcdef" };
const ARGS = { siteId: "0123456789abcdef01234567", page: 1, pageSize: 10 };
const { siteId, page, pageSize } = ARGS;
const URL_OF_CALL = `${BENCH_ORIGIN}/openapi/v1/${OMADAC_ID}/sites/${siteId}/devices?page=${page}&pageSize=${pageSize}`;
const group: GroupDefinition<Tags> = {
  snapshot: { id: "6.2", line: "v6", flavour: "local", controllerVersion: "6.2" },
  group: "device",
  rawName: "device",
  tags: ["device"],
  table: "#device\ngetDeviceList G/v1/{}/sites/{siteId}/devices q",
};

const fetches: Record<string, () => Fetch> = {
  "built-in fetch": () => globalThis.fetch as Fetch,
  createNodeFetch: () => createNodeFetch({ ca: readFileSync(NODE_EXTRA_CA_CERTS as string, "utf8") }),
  stub: () => async (url: string | Request) =>
    new Response(answerTo(typeof url === "string" ? url : url.url), {
      headers: { "content-type": "application/json" },
    }),
};

const callers: Record<string, (fetch: Fetch) => Way | Promise<Way>> = {
  bare: (fetch) => async () => (await fetch(URL_OF_CALL, { headers: HEADERS })).json(),
  "openapi-fetch": (fetch) => {
    // biome-ignore lint/suspicious/noExplicitAny: untyped paths.
    const client = createFetchClient<any>({ baseUrl: BENCH_ORIGIN, fetch: fetch as never });
    const params = { path: { omadacId: OMADAC_ID, siteId }, query: { page, pageSize } };
    return () => client.GET(PATH, { params, headers: HEADERS } as never);
  },
  core: async (fetch) => {
    const auth = clientCredentials({ clientId: "c", clientSecret: "s" });
    const omada = await createClient<Tags>({ baseUrl: BENCH_ORIGIN, auth, fetch }, [group]);
    return () => omada.device.getDeviceList(ARGS);
  },
};

const [transport = "", caller = ""] = (process.argv[2] ?? "").split(", ");
const fetch = (fetches[transport] as () => Fetch)();
await serveRounds(
  await (callers[caller] as (typeof callers)[string])(fetch),
  transport === "stub" ? 2000 : 200,
);
