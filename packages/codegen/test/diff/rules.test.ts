import { describe, expect, test } from "vitest";
import { ABOUT_EXPORTS } from "../../src/diff/exports.js";
import { releaseOf } from "../../src/diff/format/lines.js";
import {
  diffModels,
  diffReport,
  formatRules,
  type KnownFact,
  type Operation,
  RULES,
  type RuleId,
  type Schema,
  SEVERITIES,
} from "../../src/index.js";
import { answers, answersField, array, model, object, operation, rulesOf, sends, takes } from "./support.js";

const text: Schema = { type: "string" };
const number: Schema = { type: "integer" };
const body = (required: boolean, mediaType = "application/json") =>
  operation({ body: { mediaType, required, schema: { type: "object" } } });
const page = object({ totalRows: number, currentPage: number, data: array(text) });
const table = (...values: number[]): Schema => ({
  ...number,
  "x-omada-values": values.map((value) => ({ value })),
});
const label = (word: string): Schema => ({ ...number, "x-omada-values": [{ value: 0, label: word }] });
const when = (equals: string): Schema => ({
  ...text,
  "x-omada-conditions": [{ kind: "required", field: "mode", equals }],
});

function named(...labels: (string | undefined)[]): Schema {
  const rows = labels.map((word, value) => (word === undefined ? { value } : { value, label: word }));
  return { ...number, "x-omada-values": rows };
}

type Case = readonly [before: Operation, after: Operation];

/** Pairs of fields; each is tried in a request and in an answer. */
const FIELDS: Record<string, readonly [before: Schema, after: Schema]> = {
  "type-changed": [text, { type: "boolean" }],
  "type-replaced": [
    object(Object.fromEntries([..."abcdefghij"].map((name) => [name, text]))),
    object({ j: text, k: text, l: text }),
  ],
  "type-loosened": [text, {}],
  "type-specified": [{}, text],
  "nullable-set": [text, { ...text, nullable: true }],
  "nullable-unset": [{ ...text, nullable: true }, text],
  "read-only-changed": [text, { ...text, readOnly: true }],
  "format-changed": [
    { ...number, format: "int32" },
    { ...number, format: "int64" },
  ],
  "format-documented": [text, { ...text, "x-omada-format": "mac" }],
  "deprecation-changed": [text, { ...text, deprecated: true }],
  "value-added": [table(0), table(0, 1)],
  "value-removed": [named("off", "on"), named("off")],
  "value-meaning-changed": [named("off", "on"), named("on", "off")],
  "values-introduced": [number, table(0)],
  "values-dropped": [table(0), number],
  "constants-dropped": [label("off"), number],
  "value-relabelled": [label("off"), label("on")],
  "value-label-removed": [label("off"), table(0)],
  "value-label-added": [table(0), label("off")],
  "members-opened": [object({ a: text }), { ...object({ a: text }), additionalProperties: text }],
  "members-closed": [{ ...object({ a: text }), additionalProperties: true }, object({ a: text })],
  "range-narrowed": [
    { ...number, "x-omada-range": [0, 10] },
    { ...number, "x-omada-range": [0, 9] },
  ],
  "range-widened": [{ ...number, minimum: 1 }, number],
  "range-introduced": [number, { ...number, "x-omada-range": [0, 10] }],
  "length-narrowed": [
    { ...text, minLength: 1 },
    { ...text, minLength: 2 },
  ],
  "length-widened": [
    { ...array(text), maxItems: 1 },
    { ...array(text), maxItems: 2 },
  ],
  "length-introduced": [text, { ...text, "x-omada-length": [1, 64] }],
  "pattern-added": [text, { ...text, pattern: "^a$" }],
  "pattern-changed": [
    { ...text, pattern: "^a$" },
    { ...text, pattern: "^b$" },
  ],
  "pattern-removed": [{ ...text, pattern: "^a$" }, text],
  "uniqueness-changed": [array(text), { ...array(text), uniqueItems: true }],
  "unit-changed": [
    { ...number, "x-omada-unit": "s" },
    { ...number, "x-omada-unit": "ms" },
  ],
  "unit-documented": [number, { ...number, "x-omada-unit": "s" }],
  "write-only-changed": [text, { ...text, writeOnly: true }],
  "default-changed": [
    { ...number, "x-omada-default": "1" },
    { ...number, "x-omada-default": "2" },
  ],
  "condition-changed": [when("1"), when("2")],
};

const OTHERS: Partial<Record<RuleId, Case>> = {
  "operation-deprecated": [operation(), operation({ deprecated: true })],
  "operation-undeprecated": [operation({ deprecated: true }), operation()],
  "operation-renamed": [operation(), operation({ name: "thing.all" })],
  "path-parameter-renamed": [operation({ path: "/a/{id}" }), operation({ path: "/a/{mac}" })],
  "group-moved": [operation(), operation({ group: "client" })],
  "tag-moved": [operation(), operation({ tag: "Other" })],
  "permissions-changed": [operation({ permissions: ["A"] }), operation({ permissions: ["B"] })],
  "permissions-widened": [operation({ permissions: ["A"] }), operation({ permissions: ["A", "B"] })],
  "authorization-code-only-set": [operation(), operation({ authorizationCodeOnly: true })],
  "authorization-code-only-unset": [operation({ authorizationCodeOnly: true }), operation()],
  "error-code-added": [operation(), operation({ errorCodes: [-1] })],
  "error-code-removed": [operation({ errorCodes: [-1] }), operation()],
  "envelope-changed": [answers(text), operation({ envelope: false, response: text })],
  "paging-changed": [operation({ paging: "query" }), operation({ paging: "body" })],
  "paging-added": [operation(), operation({ paging: "query" })],
  "paging-removed": [operation({ paging: "query" }), operation()],
  "download-changed": [operation(), operation({ download: true })],
  "edition-changed": [operation({ edition: "pro" }), operation()],
  "parameter-added-required": [operation(), takes({ required: true })],
  "parameter-added-optional": [operation(), takes({})],
  "parameter-removed": [takes({}), operation()],
  "parameter-became-required": [takes({}), takes({ required: true })],
  "parameter-became-optional": [takes({ required: true }), takes({})],
  "parameter-type-changed": [takes({}), takes({ schema: number })],
  "parameter-deprecated": [takes({}), takes({ deprecated: true })],
  "parameter-undeprecated": [takes({ deprecated: true }), takes({})],
  "search-fields-changed": [takes({}), takes({ "x-omada-search-fields": ["name"] })],
  "filter-fields-changed": [takes({}), takes({ "x-omada-filter-fields": ["name"] })],
  "body-added-required": [operation(), body(true)],
  "body-added-optional": [operation(), body(false)],
  "body-removed": [body(true), operation()],
  "body-became-required": [body(false), body(true)],
  "body-became-optional": [body(true), body(false)],
  "body-media-type-changed": [body(true), body(true, "multipart/form-data")],
  "body-media-types-changed": [body(true), alternative(body(true, "multipart/form-data"))],
  "response-unnamed-value-removed": [answersField(table(0, 1)), answersField(table(0))],
  "request-property-added-required": [sendsNothing(), withRest(["rest"])],
  "request-property-added": [sendsNothing(), withRest([])],
  "request-property-removed": [withRest([]), sendsNothing()],
  "request-property-became-required": [sends(text), sends(text, ["field"])],
  "request-property-became-optional": [sends(text, ["field"]), sends(text)],
  "response-added": [answers(undefined), answers(text)],
  "response-removed": [answers(text), answers(undefined)],
  "response-page-added": [answers(array(text)), answers(page)],
  "response-page-removed": [answers(page), answers(array(text))],
  "response-array-changed": [answers(array(text)), answers(object({ a: text }))],
  "response-property-added": [answers(object({ a: text })), answers(object({ a: text, b: text }))],
  "response-property-removed": [answers(object({ a: text, b: text })), answers(object({ a: text }))],
  "response-property-became-optional": [answersField(text, ["field"]), answersField(text)],
  "response-property-became-required": [answersField(text), answersField(text, ["field"])],
};

function alternative(offer: Operation): Operation {
  return { ...offer, ...(offer.body ? { body: { ...offer.body, alternatives: ["application/json"] } } : {}) };
}

function sendsNothing(): Operation {
  return operation({ body: { mediaType: "application/json", required: true, schema: object({ a: text }) } });
}

function withRest(required: string[]): Operation {
  const schema = object({ a: text, rest: text }, required);
  return operation({ body: { mediaType: "application/json", required: true, schema } });
}

const cases = new Map<string, Case>(Object.entries(OTHERS) as [string, Case][]);
for (const [change, [before, after]] of Object.entries(FIELDS)) {
  cases.set(`request-${change}`, [sends(before), sends(after)]);
  cases.set(`response-${change}`, [answersField(before), answersField(after)]);
}

describe("each rule finds its change, and nothing else does", () => {
  test.each([...cases])("%s", (rule, [before, after]) => {
    expect(rulesOf(before, after)).toEqual([rule]);
    expect(rulesOf(before, before)).toEqual([]);
  });

  const v1 = operation();
  const v2 = operation({ path: "/openapi/v2/{omadacId}/things", name: "thing.listV2" });

  test("operation-removed, operation-added", () => {
    expect(rulesOf(v1, operation({ method: "POST" }))).toEqual(["operation-removed", "operation-added"]);
  });

  test("permissions that were not given before are a change, permissions that are gone are none", () => {
    const some = operation({ permissions: ["A"] });
    expect(rulesOf(operation(), some)).toEqual(["permissions-changed"]);
    expect(rulesOf(some, operation())).toEqual(["permissions-widened"]);
  });

  test("operation-not-offered, operation-only-offered: local and cloud", () => {
    const cloud = { ...model([operation({ method: "POST" })]), flavour: "cloud" as const };
    const rules = diffModels(model([v1]), cloud).map(({ rule }) => rule);
    expect(rules).toEqual(["operation-not-offered", "operation-only-offered"]);
  });

  test("operation-refused: known of the newer controllers only", () => {
    const after = { ...model([v1, v2]), id: "2.0", controllerVersion: "2.0" };
    const known: KnownFact = {
      id: "things-refused",
      kind: "refused",
      operation: `GET ${v1.path}`,
      name: v1.name,
      holds: { line: "v5", from: "2.0.1" },
      seen: { from: "2.0.1", to: "2.0.1" },
      date: "2026",
      evidence: ["example/things#1"],
      really: { errorCode: -1 },
      remedy: { use: `GET ${v2.path}` },
    };
    const report = (fact: KnownFact) => diffReport(model([v1]), after, { known: [fact] });
    expect(report(known).findings[0]).toMatchObject({ rule: "operation-refused", after: "-1" });
    const use = { operation: `GET ${v1.path}`, why: "refused", use: `GET ${v2.path}` };
    expect(report(known).successors).toEqual([use]);
    const rules = (fact: KnownFact) => report(fact).findings.map(({ rule }) => rule);
    expect(rules({ ...known, holds: { line: "v5", from: "1.0" } })).not.toContain("operation-refused");
    expect(rules({ ...known, kind: "false-failure" })).not.toContain("operation-refused");
    expect(rules({ ...known, operation: `PUT ${v1.path}` })).not.toContain("operation-refused");
  });

  test("operation-superseded", () => {
    const [found, added] = diffModels(model([v1]), model([v1, v2]));
    expect(found).toMatchObject({ rule: "operation-superseded", successor: `GET ${v2.path}` });
    expect(added).toMatchObject({ rule: "operation-added", predecessor: `GET ${v1.path}` });
  });

  test("a newer version that was there before is none, whatever its parameter is called", () => {
    const old = operation({ path: "/openapi/v1/things/{id}" });
    const newer = (name: string) => operation({ path: `/openapi/v2/things/{${name}}`, name: "thing.v2" });
    const found = diffModels(model([old, newer("id")]), model([old, newer("thingId")]));
    expect(found).toMatchObject([{ rule: "path-parameter-renamed", before: "id", after: "thingId" }]);
  });

  test("a renamed argument asks for a major release, a renamed type does not", () => {
    const [old, now] = [operation({ path: "/a/{id}" }), operation({ path: "/a/{mac}" })];
    expect(releaseOf(diffReport(model([old]), model([now])))).toBe("major");
    const typed = (name: string) => {
      const schemas = { [name]: object({ a: text }) };
      return model([answers({ $ref: `#/components/schemas/${name}` })], schemas);
    };
    const renamed = diffReport(typed("A"), typed("B"));
    expect(renamed.findings.map(({ rule }) => rule)).toEqual(["type-name-renamed"]);
    expect(releaseOf(renamed)).toBe("patch");
  });

  test("of a small type, and of one that keeps half of its fields, every field is reported", () => {
    const of = (names: string): Schema => object(Object.fromEntries([...names].map((name) => [name, text])));
    const rules = (before: string, after: string) => new Set(rulesOf(sends(of(before)), sends(of(after))));
    const each = new Set(["request-property-removed", "request-property-added"]);
    expect(rules("abcdefghi", "xyz")).toEqual(each);
    expect(rules("abcdefghij", "ijxy")).toEqual(each);
    expect(rules("abcdefghij", "jxy")).toEqual(new Set(["request-type-replaced"]));
  });

  test("labels count beside others, and where a table became an enum", () => {
    const rules = (before: Schema, after: Schema) => rulesOf(sends(before), sends(after));
    expect(rules(named("off", "on"), named("off", undefined))).toEqual(["request-value-label-removed"]);
    // A value without a label has no constant to lose.
    expect(rules(named("off", undefined), named("off", "on"))).toEqual(["request-value-label-added"]);
    expect(rules(named("off"), { ...number, enum: [0] })).toEqual(["request-value-label-removed"]);
    expect(rules(named("off"), named("OFF (deprecated)"))).toEqual([]);
  });

  test("values of members beyond the named ones have a type, too", () => {
    const open = (values: Schema | true): Schema => ({
      ...object({ a: text }),
      additionalProperties: values,
    });
    const found = diffModels(model([answersField(open(text))]), model([answersField(open(number))]));
    expect(found.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      "response-type-changed result.field.*",
    ]);
    const closed: Schema = { ...object({ a: text }), additionalProperties: false };
    expect(rulesOf(sends(closed), sends(object({ a: text })))).toEqual([]);
  });

  test("the table for readers says what is not compared, and why", () => {
    expect(formatRules().replaceAll("\n", " ")).toMatch(
      /snapshots do not hold: .*texts of error codes and the tables of the guides\. Those are the vendor's words/,
    );
  });

  test("the table for readers has every rule once", () => {
    const rows = formatRules()
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    expect(rows.map((row) => row.split("`")[1]).sort()).toEqual(Object.keys(RULES).sort());
    for (const row of rows) expect(row.split("|")).toHaveLength(5);
  });

  test("every rule has a case, a severity and a reason", () => {
    const others = ["removed", "added", "superseded", "not-offered", "only-offered", "refused"];
    // Those about names that programs import: exported.test.ts.
    const tried = [...cases.keys(), ...ABOUT_EXPORTS, ...others.map((what) => `operation-${what}`)];
    expect(tried.sort()).toEqual(Object.keys(RULES).sort());
    for (const { severity, title, why } of Object.values(RULES)) {
      expect(SEVERITIES).toContain(severity);
      expect(title).not.toBe("");
      expect(why).toMatch(/^[^\n]{3,90}$/);
    }
  });
});
