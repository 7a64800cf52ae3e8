import { describe, expect, it } from "vitest";
import {
  clientTarget,
  type ProbeTarget,
  probeController,
  type Question,
  type Schema,
} from "../../../src/index.js";
import { answers, array, model, object, operation } from "../support.js";

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

  it("stops when told to", async () => {
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
    const { drifts } = await run(refusing(code), [operation({ errorCodes: [-7] })]);
    expect(drifts).toMatchObject([{ kind, seen: String(code) }]);
  });

  it.each([-7, -1001, -1007, -44118, -7132])("%d is none", async (code) => {
    const { drifts, skipped } = await run(refusing(code), [operation({ errorCodes: [-7] })]);
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
    expect(await target(fail({ status: 502 }))).toEqual({ kind: "failed", reason: "HTTP 502" });
    expect(await target(fail({}))).toEqual({ kind: "failed", reason: "Error" });
    expect(new Set(methods)).toEqual(new Set(["GET"]));
  });
});
