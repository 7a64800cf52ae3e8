import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  certificateOf,
  clientTarget,
  type Drift,
  fetchTarget,
  formatDriftReport,
  type ProbeResult,
  probeController,
  readKnownBehaviour,
  readSnapshot,
} from "@omada-sdk/codegen";
import { describe, expect, it } from "vitest";
import { createWorld, type World } from "../src/behaviour/world.js";
import { openSession, PAIRS, type Pair } from "../src/index.js";
import { verifyLive } from "../src/live.js";
import { SPECS_DIR } from "../src/places.js";

const pairOf = (id: string) => PAIRS.find((pair) => pair.id === id) as Pair;
const known = await readKnownBehaviour(SPECS_DIR);
const SITES = "/openapi/v1/{omadacId}/sites";
const ALL = { maxRequests: 5000, pauseMs: 0 };

/** Changes the answer to every GET of a path. */
type Seed = { path: RegExp; change: (envelope: { errorCode: number; result: never }) => unknown };

async function probe(id: string, seeds: readonly Seed[] = [], more = {}): Promise<ProbeResult> {
  const pair = pairOf(id);
  const world = await createWorld(pair, pair);
  const omada = await world.connect({ fetch: seeded(world, seeds) });
  return probeController(clientTarget(omada), await readSnapshot(SPECS_DIR, id), { ...ALL, known, ...more });
}

function seeded({ options }: World, seeds: readonly Seed[]): NonNullable<World["options"]["fetch"]> {
  const { fetch } = options;
  if (!fetch) throw new Error("the world has no fetch");
  return async (url, init) => {
    const response = await fetch(url, init);
    const seed = seeds.find(({ path }) => path.test(new URL(String(url)).pathname));
    if (!seed || (init?.method ?? "GET") !== "GET") return response;
    const body = JSON.stringify(seed.change(await response.json()));
    return new Response(body, { status: response.status, headers: { "content-type": "application/json" } });
  };
}

const about = ({ kind, operation, path, seen }: Drift) =>
  [kind, operation.replace(SITES, ""), path, seen].filter((part) => part !== undefined).join(" ");

describe("a probe of a controller", () => {
  it.each(PAIRS.map(({ id }) => id))("of %s sends nothing but GET, and leaves it as it was", async (id) => {
    const pair = pairOf(id);
    const world = await createWorld(pair, pair);
    const sent: string[] = [];
    const { fetch } = world.options;
    const omada = await world.connect({
      fetch: (url, init) => {
        const { pathname } = new URL(String(url));
        if (!pathname.startsWith("/openapi/authorize/")) sent.push(`${init?.method ?? "GET"}`);
        return (fetch as NonNullable<typeof fetch>)(url, init);
      },
    });
    const { sites, devices, clients } = world.controller.state;
    const state = () => JSON.stringify([...sites, ...devices, ...clients]);
    const before = state();
    const model = await readSnapshot(SPECS_DIR, id);
    const result = await probeController(clientTarget(omada), model, { ...ALL, msp: true, asUser: true });
    // Not even the lists that are asked for with POST.
    expect(new Set(sent)).toEqual(new Set(["GET"]));
    const written = world.controller.requests.filter(({ method, path }) => {
      return method !== "GET" && !path.startsWith("/openapi/authorize/");
    });
    expect(written).toEqual([]);
    expect(state()).toBe(before);
    expect(result.compared.length / result.readable).toBeGreaterThan(0.7);
  });

  it.each(PAIRS.map(({ id }) => id))("finds nothing new on %s where nothing drifted", async (id) => {
    expect((await probe(id)).drifts.filter(({ known: fact }) => fact === undefined)).toEqual([]);
  });

  it.each(PAIRS.map(({ id }) => id))("finds on %s every seeded drift and nothing else", async (id) => {
    const seeds: Seed[] = [
      // An undeclared member, a type, a value that no table has, and a required member that is missing.
      {
        path: /\/sites\/\w+\/devices$/,
        change: ({ result }) => {
          const { data, ...page } = result as { data: object[] };
          const rows = data.map((row) => ({ ...row, mac: undefined, lighthouse: true, name: 7, status: 99 }));
          return { errorCode: 0, result: { ...page, data: rows } };
        },
      },
      // A whole other type.
      { path: /\/sites\/\w+\/led$/, change: () => ({ errorCode: 0, result: [] }) },
      // A code that nobody documented, and an operation that is gone.
      { path: /\/sites\/\w+\/mesh$/, change: () => ({ errorCode: -99999 }) },
      { path: /\/sites\/\w+\/lldp$/, change: () => ({ errorCode: -1600 }) },
    ];
    const { drifts } = await probe(id, seeds);
    expect(
      drifts
        .filter(({ known: fact }) => fact === undefined)
        .map(about)
        .sort(),
    ).toEqual([
      "missing-required GET /{siteId}/devices result.data[].mac",
      "undeclared-field GET /{siteId}/devices result.data[].lighthouse boolean",
      "unlisted-code GET /{siteId}/mesh -99999",
      "unlisted-value GET /{siteId}/devices result.data[].status 99",
      "unsupported GET /{siteId}/lldp -1600",
      "wrong-type GET /{siteId}/devices result.data[].name integer",
      "wrong-type GET /{siteId}/led result array",
    ]);
  });

  it("tells what is known from what is new", async () => {
    const { drifts } = await probe("6.2");
    const clients = drifts.find(({ operation }) => operation === `GET ${SITES}/{siteId}/clients`);
    expect(clients).toMatchObject({ kind: "unlisted-code", seen: "-1", known: "v1-clients-refused" });
  });

  it("stops at its limit and keeps its pace", async () => {
    let slept = 0;
    const sleep = async () => void slept++;
    const result = await probe("5.12", [], { maxRequests: 20, pauseMs: 5, sleep });
    expect({ asked: result.asked, slept }).toEqual({ asked: 20, slept: 19 });
    expect(result.skipped.filter(({ reason }) => reason === "limit").length).toBeGreaterThan(20);
  });

  it("works behind a plain fetch as behind a client", async () => {
    const pair = pairOf("5.12");
    const { controller } = await createWorld(pair, pair);
    const { omadacId, clientId, clientSecret } = controller.credentials;
    const origin = "https://controller.test";
    const query = `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`;
    const token = await controller.fetch(`${origin}/openapi/authorize/token?${query}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ omadacId }),
    });
    const { result } = (await token.json()) as { result: { accessToken: string } };
    const authorize = async () => ({ authorization: `AccessToken=${result.accessToken}` });
    const target = fetchTarget({ origin, omadacId, fetch: controller.fetch, authorize });
    const found = await probeController(target, await readSnapshot(SPECS_DIR, "5.12"), ALL);
    expect(found.compared).toEqual((await probe("5.12")).compared);
  });
});

describe("what a probe tells", () => {
  it("holds no id, name or address of the controller", async () => {
    const secret = "Captain Nemo";
    const seeds: Seed[] = [
      {
        path: /\/sites\/\w+\/devices$/,
        change: ({ result }) => {
          const { data } = result as { data: { mac: string }[] };
          const rows = data.map((row) => ({
            ...row,
            type: secret,
            [row.mac]: row.mac,
            [secret]: "10.1.2.3",
          }));
          return { errorCode: 0, result: { ...(result as object), data: rows } };
        },
      },
    ];
    const result = await probe("5.12", seeds);
    const text = formatDriftReport(result, "5.12.9") + JSON.stringify(result);
    expect(result.drifts.length).toBeGreaterThan(5);
    expect(text).not.toMatch(/Nemo|10\.1\.2|([0-9A-Fa-f]{2}[-:]){5}|[0-9a-f]{24}/);
  });

  it("is one line for a matrix", async () => {
    const line = certificateOf(await probe("5.12"), "5.12.9\nevil");
    expect(line).toMatch(
      /^omada-contract snapshot=5\.12 flavour=local controller=5\.12\.9evil compared=\d+\/77 \(\d+ %\) drift=0 new=0$/,
    );
  });
});

describe("pnpm contract --live", () => {
  it("picks the client by the version and writes the report", async () => {
    const session = await openSession(pairOf("5.12"), { sites: 1, devices: 3 });
    const folder = await mkdtemp(join(tmpdir(), "omada-live-"));
    try {
      const { clientId, clientSecret } = session.controller.credentials;
      const env = {
        OMADA_URL: session.controller.url,
        OMADA_CLIENT_ID: clientId,
        OMADA_CLIENT_SECRET: clientSecret,
        OMADA_FINGERPRINT: session.controller.fingerprint256,
      };
      const certificate = await verifyLive(env, join(folder, "drift.md"), { maxRequests: 12 });
      expect(certificate).toContain("snapshot=5.12 flavour=local controller=5.12.9");
      expect(await readFile(join(folder, "drift.md"), "utf8")).toContain(certificate);
    } finally {
      await session.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("names what is missing", async () => {
    await expect(verifyLive({ OMADA_URL: "https://x.test" }, "drift.md")).rejects.toThrow(
      "set OMADA_CLIENT_ID, OMADA_CLIENT_SECRET",
    );
  });
});
