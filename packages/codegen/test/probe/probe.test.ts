import { describe, expect, it } from "vitest";
import {
  clientTarget,
  formatDriftReport,
  type ProbeTarget,
  probeController,
  type Question,
  type Schema,
} from "../../src/index.js";
import { answers, array, model, object, operation } from "../diff/support.js";

const text: Schema = { type: "string" };
const required = (name: string, schema: Schema = text) => ({
  name,
  in: "query" as const,
  required: true,
  schema,
});
const list = (
  path: string,
  result: Schema = array(object({ id: text, mac: text, type: text, siteId: text })),
) => ({
  ...answers(result),
  path,
});

/** A controller that answers from a table, and what it was asked. */
function controller(answersByPath: Record<string, unknown>) {
  const asked: Question[] = [];
  const target: ProbeTarget = {
    read: async (question) => {
      asked.push(question);
      const value = answersByPath[question.path];
      return value === undefined ? { kind: "refused", code: -1600 } : { kind: "result", value };
    },
  };
  return { asked, target };
}

const run = (target: ProbeTarget, operations: ReturnType<typeof operation>[], options = {}) =>
  probeController(target, model(operations), { pauseMs: 0, now: () => 1_700_000_000_000, ...options });

const SITE = "/openapi/v1/{omadacId}/sites";

describe("what a probe asks", () => {
  it("takes ids from the lists that hand them out, and the id behind a list from its rows", async () => {
    const { asked, target } = controller({
      "/openapi/v1/{omadacId}/a": [{ siteId: "wrong" }],
      [SITE]: [{ siteId: "s1" }, { siteId: "s2" }],
      [`${SITE}/{siteId}/devices`]: [
        { mac: "m1", type: "switch" },
        { mac: "m2", type: "ap" },
      ],
      [`${SITE}/{siteId}/aps/{apMac}`]: {},
      [`${SITE}/{siteId}/lamps`]: [{ id: "l1" }],
      [`${SITE}/{siteId}/lamps/{lamp}`]: {},
    });
    const paths = ["/a", "/sites/{siteId}/aps/{apMac}", "/sites/{siteId}/devices", "/sites/{siteId}/lamps"];
    const all = [...paths, "/sites/{siteId}/lamps/{lamp}", "/sites"];
    await run(
      target,
      all.map((path) => list(`/openapi/v1/{omadacId}${path}`)),
    );
    const parameters = Object.fromEntries(asked.map((question) => [question.path, question.parameters]));
    expect(parameters[`${SITE}/{siteId}/aps/{apMac}`]).toEqual({ siteId: "s1", apMac: "m2" });
    expect(parameters[`${SITE}/{siteId}/lamps/{lamp}`]).toEqual({ siteId: "s1", lamp: "l1" });
    expect(asked).toHaveLength(6);
  });

  it("gives pages, time windows and listed values, and skips what it cannot guess", async () => {
    const { asked, target } = controller({ "/a": {}, "/b": {} });
    const known = [
      required("page"),
      required("pageSize"),
      required("start"),
      required("filters.timeEnd"),
      required("kind", { ...text, enum: ["x", "y"] }),
      required("all", { type: "boolean" }),
    ];
    const result = await run(target, [
      operation({ path: "/a", parameters: known }),
      operation({ path: "/b", parameters: [required("wanIp")] }),
    ]);
    expect(asked.map(({ query }) => query)).toEqual([
      {
        page: 1,
        pageSize: 10,
        start: 1_699_913_600,
        "filters.timeEnd": 1_700_000_000_000,
        kind: "x",
        all: false,
      },
    ]);
    expect(result.skipped).toEqual([{ operation: "GET /b", reason: "unknown-argument" }]);
  });

  it("leaves out what writes, sends files, needs a user or MSP mode, unless asked for", async () => {
    const operations = [
      operation({ path: "/write", method: "POST" }),
      operation({ path: "/file", download: true }),
      operation({ path: "/user", authorizationCodeOnly: true }),
      operation({ path: "/msp/{mspId}" }),
    ];
    const { asked, target } = controller({ "/user": {} });
    const result = await run(target, operations);
    expect(asked).toEqual([]);
    expect(result.skipped.map(({ reason }) => reason)).toEqual(["file", "needs-user", "msp"]);
    await run(target, operations, { asUser: true });
    expect(asked.map(({ path }) => path)).toEqual(["/user"]);
  });

  it("takes a mail that is downloaded for a file", async () => {
    const { asked, target } = controller({ "/a": {} });
    const { skipped } = await run(target, [operation({ path: "/a", name: "voip.downloadVoiceMail" })]);
    expect({ asked, skipped }).toEqual({ asked: [], skipped: [{ operation: "GET /a", reason: "file" }] });
  });

  it.each([
    [0, ["limit", "limit", "limit"]],
    [1, ["limit", "limit"]],
    [2, ["unknown-id"]],
  ])("asks %d questions when asked to", async (maxRequests, reasons) => {
    const { asked, target } = controller({ "/a": {}, "/b": {} });
    const operations = ["/a", "/b", "/c/{id}"].map((path) => operation({ path }));
    const { skipped } = await run(target, operations, { maxRequests });
    expect({ asked: asked.length, reasons: skipped.map(({ reason }) => reason) }).toEqual({
      asked: maxRequests,
      reasons,
    });
  });

  it("stops when asked to", async () => {
    const { target } = controller({});
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(run(target, [operation()], { signal })).rejects.toThrow("enough");
  });
});

describe("what a probe makes of refusals", () => {
  const refusing = (code: number): ProbeTarget => ({ read: async () => ({ kind: "refused", code }) });

  it.each([
    [-1600, "unsupported"],
    [-33503, "unlisted-code"],
    [-1, "unlisted-code"],
  ])("%d is drift: %s", async (code, kind) => {
    const { drifts, compared, skipped } = await run(refusing(code), [operation({ errorCodes: [-7] })]);
    expect(drifts).toMatchObject([{ kind, seen: String(code) }]);
    // There was no result to compare.
    expect({ compared, skipped }).toMatchObject({ compared: [], skipped: [{ reason: "refused", code }] });
  });

  it.each([-7, -1001])("%d is none: listed, or one that any operation may answer", async (code) => {
    const row = { name: "lampBroken", category: "failed" };
    const codes = [
      { ...row, code: -1, common: true as const },
      { ...row, code: -1001, anywhere: true as const },
    ];
    const { drifts, skipped } = await run(refusing(code), [operation({ errorCodes: [-7] })], { codes });
    expect({ drifts, skipped }).toMatchObject({ drifts: [], skipped: [{ reason: "refused", code }] });
  });

  it("a guessed id that is refused is none either", async () => {
    const target: ProbeTarget = {
      read: async ({ path }) =>
        path === "/a" ? { kind: "result", value: [{ lampId: "1" }] } : { kind: "refused", code: -5 },
    };
    const { drifts } = await run(target, [
      list("/a", array(object({ lampId: text }))),
      operation({ path: "/b/{lampId}" }),
    ]);
    expect(drifts).toEqual([]);
  });
});

describe("what counts as compared", () => {
  const row = object({ id: text });
  const page = object({ totalRows: { type: "integer" }, currentPage: { type: "integer" }, data: array(row) });
  const answering = (value: unknown): ProbeTarget => ({ read: async () => ({ kind: "result", value }) });
  const outcome = async (value: unknown, schema: Schema | undefined) => {
    const { compared, empty, drifts } = await run(answering(value), [answers(schema)]);
    return [compared.length, empty.length, drifts.map(({ kind, path, declared }) => [kind, path, declared])];
  };

  it.each<[string, unknown, Schema | undefined]>([
    ["a row", [{ id: "1" }], array(row)],
    ["a page with a row", { totalRows: 1, currentPage: 1, data: [{ id: "1" }] }, page],
    [
      "a value that is off",
      { enabled: false, list: [] },
      object({ enabled: { type: "boolean" }, list: array(row) }),
    ],
  ])("%s does", async (_, value, schema) => {
    expect(await outcome(value, schema)).toEqual([1, 0, []]);
  });

  it.each<[string, unknown, Schema | undefined]>([
    ["an empty list", [], array(row)],
    ["an empty page", { totalRows: 0, currentPage: 1, data: [] }, page],
    ["an empty object", {}, row],
    ["a list of nothing in an object", { list: [], other: null }, object({ list: array(row), other: text })],
    ["nothing where nothing is declared", undefined, undefined],
    ["nothing where an object without members is", null, { type: "object" }],
  ])("%s does not", async (_, value, schema) => {
    expect(await outcome(value, schema)).toEqual([0, 1, []]);
  });

  it.each([null, undefined])("a result that is %s is drift where one is declared", async (value) => {
    expect(await outcome(value, row)).toEqual([0, 1, [["missing-result", "result", "object"]]]);
    expect(await outcome(value, array(row))).toEqual([0, 1, [["missing-result", "result", "array"]]]);
  });

  it("a missing result is known where a fact names it", async () => {
    const fact = {
      id: "no-things",
      kind: "member-name" as const,
      operation: "GET /openapi/v1/{omadacId}/things",
      name: "thing.list",
      holds: { line: "v5", from: "1.0" },
      seen: { from: "1.0.0", to: "1.0.0" },
      date: "2026",
      evidence: [],
      member: "result",
      really: {},
      remedy: {},
    };
    const { drifts } = await run(answering(null), [answers(row)], { known: [fact] });
    expect(drifts).toMatchObject([{ kind: "missing-result", known: "no-things" }]);
  });
});

describe("a controller that fails", () => {
  const paths = (count: number) =>
    Array.from({ length: count }, (_, at) => list(`/${at}`, object({ a: text })));

  it("is asked no more after ten failures in a row, and the report says so", async () => {
    let asked = 0;
    const target: ProbeTarget = {
      read: async () =>
        ++asked <= 3 ? { kind: "result", value: { a: "x", b: 1 } } : { kind: "foreign", reason: "HTTP 200" },
    };
    const result = await run(target, paths(20));
    expect({ asked, stopped: result.stopped, compared: result.compared.length }).toEqual({
      asked: 13,
      stopped: { failures: 10 },
      compared: 3,
    });
    expect(result.skipped.filter(({ reason }) => reason === "stopped")).toHaveLength(7);
    const text = formatDriftReport(result, "1.0");
    expect(text).toContain("empty=0 failed=10 drift=3 new=3 stopped=failures");
    expect(text).toContain("**Stopped: 10 questions in a row came to nothing.**");
    expect(text).toMatch(/- 10 were answered with something else .* \(HTTP 200: 10\)/);
  });

  it("is asked on when it answers in between", async () => {
    let asked = 0;
    const target: ProbeTarget = {
      read: async () =>
        ++asked % 10 === 0 ? { kind: "refused", code: -1005 } : { kind: "failed", reason: "HTTP 502" },
    };
    const result = await run(target, paths(40));
    expect({ asked, stopped: result.stopped }).toEqual({ asked: 40, stopped: undefined });
  });

  it("leaves a report of what was seen when the target throws", async () => {
    let asked = 0;
    const target: ProbeTarget = {
      read: async () => {
        if (++asked > 2) throw new TypeError("https://10.1.2.3 is gone");
        return { kind: "result", value: { a: 1 } };
      },
    };
    const result = await run(target, paths(20));
    expect(result.drifts).toHaveLength(2);
    const text = formatDriftReport(result, "1.0");
    expect(text).toContain("(TypeError: 10)");
    expect(text).not.toContain("10.1.2.3");
  });

  it("of which nothing is known has not passed", async () => {
    const target: ProbeTarget = { read: async () => ({ kind: "failed", reason: "HTTP 500" }) };
    expect(formatDriftReport(await run(target, paths(2)), undefined)).toContain("Nothing could be compared.");
  });
});

describe("a client as a target", () => {
  it("only ever gets GET, and errors become replies", async () => {
    const methods: string[] = [];
    const target = (outcome: () => unknown) =>
      clientTarget({
        request: async (method) => {
          methods.push(method);
          return outcome();
        },
      }).read({ path: "/a", parameters: {}, query: {} });
    const fail = (error: object) => () => {
      throw Object.assign(new Error("x"), error);
    };
    expect(await target(() => 1)).toEqual({ kind: "result", value: 1 });
    expect(await target(fail({ code: -5 }))).toEqual({ kind: "refused", code: -5 });
    expect(await target(fail({ status: 200 }))).toEqual({ kind: "foreign", reason: "HTTP 200" });
    let cancelled = 0;
    const file = { stream: () => undefined, cancel: async () => void cancelled++ };
    expect(await target(() => file)).toEqual({ kind: "foreign", reason: "a file" });
    expect(cancelled).toBe(1);
    expect(await target(fail({ status: 502 }))).toEqual({ kind: "failed", reason: "HTTP 502" });
    expect(await target(fail({}))).toEqual({ kind: "failed", reason: "Error" });
    expect(new Set(methods)).toEqual(new Set(["GET"]));
  });
});
