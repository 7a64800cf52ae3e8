import {
  type ApiModel,
  certificateOf,
  clientTarget,
  coverageOf,
  type Drift,
  formatDriftReport,
  newDrifts,
  type ProbeResult,
  probeController,
  readErrorCodes,
  readKnownBehaviour,
  readSnapshot,
  watchAnswers,
} from "@omada-sdk/codegen";
import { describe, expect, it } from "vitest";
import { createWorld, type World } from "../src/behaviour/world.js";
import { PAIRS, type Pair } from "../src/matrix.js";
import { SPECS_DIR } from "../src/places.js";

const pairOf = (id: string) => PAIRS.find((pair) => pair.id === id) as Pair;
const known = await readKnownBehaviour(SPECS_DIR);
const codes = await readErrorCodes(SPECS_DIR);
const SITES = "/openapi/v1/{omadacId}/sites";
const models = new Map<string, ApiModel>(
  await Promise.all(PAIRS.map(async ({ id }) => [id, await readSnapshot(SPECS_DIR, id)] as const)),
);
const modelOf = (id: string) => models.get(id) as ApiModel;
const ALL = { pauseMs: 0, others: [...models.values()] };

/** A pair of each line; `pnpm test:others` takes all of them. */
const SEEDED = process.env.OMADA_LONG_TESTS ? PAIRS.map(({ id }) => id) : ["5.12", "6.2"];

/** Changes the answer to every GET of a path. */
type Seed = { path: RegExp; change: (envelope: { errorCode: number; result: never }) => unknown };

async function probe(id: string, seeds: readonly Seed[] = [], more = {}): Promise<ProbeResult> {
  const pair = pairOf(id);
  const world = await createWorld(pair, pair);
  const watch = watchAnswers();
  const omada = await world.connect({ fetch: seeded(world, seeds), hooks: watch });
  return probeController(clientTarget(omada, watch), modelOf(id), { ...ALL, known, codes, ...more });
}

/** Probes of controllers that do what their snapshots say, each made once. */
const plainProbes = new Map<string, Promise<ProbeResult>>();

function plainProbe(id: string): Promise<ProbeResult> {
  const made = plainProbes.get(id) ?? probe(id);
  plainProbes.set(id, made);
  return made;
}

function seeded({ options }: World, seeds: readonly Seed[]): NonNullable<World["options"]["fetch"]> {
  const { fetch } = options;
  if (!fetch) throw new Error("the world has no fetch");
  return async (url, init) => {
    const response = await fetch(url, init);
    const seed = seeds.find(({ path }) => path.test(new URL(String(url)).pathname));
    if (!seed || (init?.method ?? "GET") !== "GET") return response;
    const changed = seed.change(await response.json());
    if (changed instanceof Response) return changed;
    const body = JSON.stringify(changed);
    return new Response(body, { status: response.status, headers: { "content-type": "application/json" } });
  };
}

const about = ({ kind, operation, path, seen }: Drift) =>
  [kind, operation.replace(SITES, ""), path?.replace(/#[0-9a-f]{8}$/, "#"), seen]
    .filter((part) => part !== undefined)
    .join(" ");

describe("a probe of a controller", () => {
  it.each(PAIRS.map(({ id }) => id))("of %s sends nothing but GET, and leaves it as it was", async (id) => {
    const pair = pairOf(id);
    const world = await createWorld(pair, pair);
    const sent: string[] = [];
    const { fetch } = world.options;
    const omada = await world.connect({
      fetch: (url, init) => {
        const { pathname } = new URL(String(url));
        if (!pathname.startsWith("/openapi/authorize/")) sent.push(`${init?.method ?? "GET"} ${pathname}`);
        return (fetch as NonNullable<typeof fetch>)(url, init);
      },
    });
    const { sites, devices, clients } = world.controller.state;
    const state = () => JSON.stringify([...sites, ...devices, ...clients]);
    const before = state();
    const result = await probeController(clientTarget(omada), modelOf(id), {
      ...ALL,
      msp: true,
      asUser: true,
    });
    // Not even the lists that are asked for with POST.
    expect(sent.filter((request) => !request.startsWith("GET "))).toEqual([]);
    // Nor what acts when asked for with GET.
    const acting = /\/(stop|refresh|firstCheck|print-unused|assign|groupName)$/;
    expect(sent.filter((request) => acting.test(request))).toEqual([]);
    const written = world.controller.requests.filter(({ method, path }) => {
      return method !== "GET" && !path.startsWith("/openapi/authorize/");
    });
    expect(written).toEqual([]);
    expect(state()).toBe(before);
    expect((result.compared.length + result.empty.length) / result.readable).toBeGreaterThan(0.7);
  });

  it.each(PAIRS.map(({ id }) => id))("finds nothing new on %s where nothing drifted", async (id) => {
    const result = await plainProbe(id);
    expect(newDrifts(result)).toEqual([]);
    expect(coverageOf(result)).toBeGreaterThanOrEqual(60);
    // The limit is there for the unforeseen: it cuts off no snapshot.
    expect(result.skipped.filter(({ reason }) => reason === "limit")).toEqual([]);
    expect(result.compared.length + result.empty.length + result.skipped.length).toBe(result.readable);
  });

  it.each(SEEDED)("finds on %s every seeded drift and nothing else", async (id) => {
    const seeds: Seed[] = [
      // An undeclared member that other operations have and one that none has, a type, a value that no table has, and
      // a required member that is missing.
      {
        path: /\/sites\/\w+\/devices$/,
        change: ({ result }) => {
          const { data, ...page } = result as { data: object[] };
          const rows = data.map((row) => ({
            ...row,
            mac: undefined,
            mloEnable: true,
            SmithResidence: {},
            name: 7,
            status: 99,
          }));
          return { errorCode: 0, result: { ...page, data: rows } };
        },
      },
      // A whole other type.
      { path: /\/sites\/\w+\/led$/, change: () => ({ errorCode: 0, result: [] }) },
      // A code that is documented nowhere, and an operation that is gone.
      { path: /\/sites\/\w+\/mesh$/, change: () => ({ errorCode: -99999 }) },
      { path: /\/sites\/\w+\/lldp$/, change: () => ({ errorCode: -1600 }) },
      // No result where one is declared.
      { path: /\/sites\/\w+\/remote-logging$/, change: () => ({ errorCode: 0 }) },
    ];
    const { drifts } = await probe(id, seeds);
    expect(newDrifts({ drifts }).map(about).sort()).toEqual([
      "missing-required GET /{siteId}/devices result.data[].mac",
      "missing-result GET /{siteId}/remote-logging result",
      "undeclared-field GET /{siteId}/devices result.data[].# object",
      "undeclared-field GET /{siteId}/devices result.data[].mloEnable boolean",
      "unlisted-code GET /{siteId}/mesh -99999",
      "unlisted-value GET /{siteId}/devices result.data[].status 99",
      "unsupported GET /{siteId}/lldp -1600",
      "wrong-type GET /{siteId}/devices result.data[].name integer",
      "wrong-type GET /{siteId}/led result array",
    ]);
  });

  it("distinguishes what is known and what is new", async () => {
    const { drifts } = await plainProbe("6.2");
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
});

describe("a controller that answers with", () => {
  const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });

  it("a web page everywhere has not been compared, and is left alone soon", async () => {
    const result = await probe("5.15", [{ path: /\/openapi\/v/, change: page }]);
    expect(result).toMatchObject({
      asked: 10,
      compared: [],
      empty: [],
      drifts: [],
      stopped: { failures: 10 },
    });
    expect(result.skipped.filter(({ reason }) => reason === "foreign")).toHaveLength(10);
    expect(formatDriftReport(result, "5.15.8")).toContain("Nothing could be compared.");
  });

  it("no result anywhere has drifted", async () => {
    const change = () => ({ errorCode: 0, result: null });
    const result = await probe("5.15", [{ path: /\/openapi\/v/, change }]);
    expect(result.compared).toEqual([]);
    expect(result.empty).toHaveLength(result.asked);
    expect(new Set(result.drifts.map(({ kind }) => kind))).toEqual(new Set(["missing-result"]));
  });

  it("empty lists fits, as far as it was compared, which may be too little", async () => {
    const change = ({ errorCode, result }: { errorCode: number; result: unknown }) => {
      const { data } = Object(result) as { data?: unknown };
      if (Array.isArray(result)) return { errorCode, result: [] };
      return {
        errorCode,
        result: Array.isArray(data) ? { ...Object(result), totalRows: 0, data: [] } : result,
      };
    };
    const plain = await plainProbe("5.12");
    const result = await probe("5.12", [{ path: /\/sites\/\w+\/\w/, change }]);
    expect(result.drifts).toEqual([]);
    expect(result.empty.length).toBeGreaterThan(plain.empty.length + 5);
    expect(result.compared.length).toBeLessThan(plain.compared.length - 5);
  });

  it.each<[string, Seed["change"]]>([
    ["a web page", page],
    ["JSON without an envelope", ({ result }) => result],
  ])("%s once is compared for the rest", async (_, change) => {
    const plain = await plainProbe("5.15");
    const result = await probe("5.15", [{ path: /\/sites\/\w+\/led$/, change }]);
    expect(result.skipped).toContainEqual({
      operation: `GET ${SITES}/{siteId}/led`,
      reason: "foreign",
      detail: "HTTP 200",
    });
    expect(result.compared).toHaveLength(plain.compared.length - 1);
  });
});

describe("what a probe reports", () => {
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
            SmithResidence: { johns_phone: 1 },
          }));
          return { errorCode: 0, result: { ...(result as object), data: rows } };
        },
      },
    ];
    const result = await probe("5.12", seeds);
    const text = formatDriftReport(result, "5.12.9") + JSON.stringify(result);
    expect(result.drifts.length).toBeGreaterThan(5);
    expect(text).not.toMatch(/Nemo|Smith|phone|10\.1\.2|([0-9A-Fa-f]{2}[-:]){5}|[0-9a-f]{24}/);
  });

  it("is one line for a matrix", async () => {
    const line = certificateOf(await plainProbe("5.12"), "5.12.9\nevil");
    expect(line).toMatch(
      /^omada-contract snapshot=5\.12 flavour=local controller=5\.12\.9evil compared=\d+\/77 \(\d+ %\) empty=\d+ failed=0 drift=0 new=0$/,
    );
  });
});
