import { describe, expect, test } from "vitest";
import {
  diffModels,
  diffReport,
  type Finding,
  headline,
  mostImportant,
  type Operation,
  RULES,
  type RuleId,
  suggestSuccessor,
} from "../../src/index.js";
import { committedDiff } from "../support/committed.js";
import { answers, model, object, operation } from "./support.js";

function found(rule: RuleId, changes: Partial<Finding> = {}): Finding {
  const { severity } = RULES[rule];
  return { rule, severity, operation: "GET /a", name: "thing.a", group: "device", tag: "Thing", ...changes };
}

describe("the most important changes", () => {
  test("one property removed from forty operations is one group", () => {
    const findings = Array.from({ length: 40 }, (_, at) =>
      found("response-property-removed", {
        operation: `GET /r${at}`,
        tag: `Tag ${at % 3}`,
        path: `result.data[].x${at}.site`,
        before: "string",
        owner: `Schema${at}`,
      }),
    );
    const [group, ...others] = mostImportant(findings);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ count: 40, fields: ["site"], severity: "breaking" });
    expect(group && headline(group)).toBe(
      "field removed: site (was string) in GET /r0 and 39 more operations of Tag 0, Tag 1, Tag 2",
    );
  });

  test("all members that one schema lost are one group, in requests and answers", () => {
    const lost = (path: string, rule: RuleId) => found(rule, { path, owner: "Rate", before: "integer" });
    const changeGroups = mostImportant([
      lost("body.up", "request-property-removed"),
      lost("body.down", "request-property-removed"),
      lost("result.up", "response-property-removed"),
    ]);
    expect(changeGroups).toHaveLength(1);
    expect(changeGroups[0]).toMatchObject({
      rules: ["request-property-removed", "response-property-removed"],
      fields: ["up", "down"],
    });
  });

  test("operations are named by the first METHOD and path, and counted", () => {
    const removed = (at: number) =>
      found("operation-removed", { operation: `GET /r${at}`, name: `thing.r${at}` });
    const line = (count: number) =>
      mostImportant(Array.from({ length: count }, (_, at) => removed(at))).map(headline);
    expect(line(1)).toEqual(["operation removed in GET /r0"]);
    expect(line(2)).toEqual([
      "operation removed: thing.r0, thing.r1 in GET /r0 and 1 more operation of Thing",
    ]);
    expect(line(9)).toEqual([
      "operation removed: thing.r0, thing.r1, thing.r2 and 6 more in GET /r0 and 8 more operations of Thing",
    ]);
  });

  test("fields of the same name in different schemas are groups of different kinds", () => {
    const optional = (owner: string, operationId: string) =>
      found("response-property-became-optional", { owner, operation: operationId, path: "result.enable" });
    expect(mostImportant([optional("A", "GET /a"), optional("B", "GET /b")])).toHaveLength(2);
  });

  test("severity comes first, then what people use, then how much is touched", () => {
    const order = mostImportant([
      found("operation-added", { tag: "Client" }),
      found("operation-deprecated", { tag: "Client" }),
      found("operation-removed", { tag: "OLT" }),
      found("operation-removed", { tag: "Voucher" }),
      found("operation-removed", { tag: "Switch" }),
      found("operation-removed", { tag: "Switch", operation: "GET /b" }),
      found("operation-removed", { tag: "Ap" }),
    ]).map(({ tags, severity }) => `${severity} ${tags}`);
    expect(order).toEqual([
      "breaking Voucher",
      "breaking Switch",
      "breaking Ap",
      "breaking OLT",
      "risky Client",
      "additive Client",
    ]);
  });

  test("no more than asked for", () => {
    const many = Array.from({ length: 30 }, (_, at) => found("operation-removed", { tag: `T${at}` }));
    expect(mostImportant(many, 10)).toHaveLength(10);
    expect(mostImportant([], 10)).toEqual([]);
  });
});

describe("successors", () => {
  const at = (method: Operation["method"], path: string, changes: Partial<Operation> = {}) =>
    operation({ method, path: `/openapi/${path}`, ...changes });
  const list = at("GET", "v1/{omadacId}/sites/{siteId}/clients");
  const use = (...candidates: Operation[]) => suggestSuccessor(list, model(candidates))?.path;

  test("the same path in a later version, whatever its parameters are called", () => {
    expect(use(at("GET", "v2/{omadacId}/sites/{site}/clients"))).toMatch(/v2/);
    expect(use(at("GET", "v2/{o}/sites/{s}/clients"), at("GET", "v3/{o}/sites/{s}/clients"))).toMatch(/v3/);
  });

  test("a list that became a POST, but not a creation", () => {
    const path = "v2/{omadacId}/sites/{siteId}/clients";
    expect(use(at("POST", path, { name: "client.getGridAllClients", paging: "body" }))).toMatch(/v2/);
    expect(use(at("POST", path, { name: "client.createClient" }))).toBeUndefined();
  });

  test("a longer path of the same tag and method", () => {
    const gone = at("PATCH", "v1/{o}/sites/{s}/aps/{mac}/ports");
    const there = at("PATCH", "v1/{o}/sites/{s}/aps/{mac}/ports/{port}");
    expect(suggestSuccessor(gone, model([there]))?.path).toBe(there.path);
    expect(suggestSuccessor(gone, model([{ ...there, tag: "Other" }]))).toBeUndefined();
  });

  test("never one that is deprecated, older or unlike", () => {
    expect(use(at("GET", "v2/{o}/sites/{s}/clients", { deprecated: true }))).toBeUndefined();
    expect(use(at("GET", "v1/{o}/sites/{s}/devices"), at("GET", "v0/{o}/sites/{s}/clients"))).toBeUndefined();
  });

  test("are reported with what was removed", () => {
    const now = at("GET", "v2/{omadacId}/sites/{siteId}/clients", { name: "thing.listV2" });
    expect(diffModels(model([list]), model([now]))[0]).toMatchObject({
      rule: "operation-removed",
      successor: `GET ${now.path}`,
    });
  });
});

describe("headlines", () => {
  test.each([
    ["5.12", "5.15"],
    ["5.15", "6.2"],
    ["6.2", "6.2-cloud"],
  ])("of %s to %s describe every group in words of its own", async (before, after) => {
    const { changeGroups } = await committedDiff(before, after);
    const reported = changeGroups.map(headline);
    expect(reported.filter((text, at) => reported.indexOf(text) !== at)).toEqual([]);
  });

  test("of changeGroups that differ in place only name the place", () => {
    const field = (format?: string) => ({ type: "string" as const, ...(format ? { format } : {}) });
    const inside = (format?: string) => {
      const both = object({ enable: field(format), mode: field(format) });
      return { First: both, Second: structuredClone(both) };
    };
    const link = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const lamp = answers(object({ first: link("First"), second: link("Second") }));
    const { changeGroups } = diffReport(model([lamp], inside("date")), model([lamp], inside("time")));
    expect(changeGroups.map(headline)).toEqual([
      expect.stringContaining("result.first.enable, result.first.mode"),
      expect.stringContaining("result.second.enable, result.second.mode"),
    ]);
  });
});
