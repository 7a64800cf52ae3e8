import { describe, expect, test } from "vitest";
import { compareModels, type Schema } from "../../src/index.js";
import { answersField, model, object, operation, sends, takes } from "./support.js";

const text: Schema = { type: "string" };
const TEXTS = "texts";

function compare(before: Schema, after: Schema, lostBefore: string[], lostAfter: string[]) {
  const { findings, notComparable } = compareModels(model([sends(before)]), model([sends(after)]), {
    lostBefore,
    lostAfter,
  });
  return { rules: findings.map(({ rule }) => rule), notComparable };
}

describe("a keyword that a snapshot has lost", () => {
  const full: [keyword: string, schema: Schema][] = [
    ["pattern", { ...text, pattern: "^a$" }],
    ["minimum", { type: "integer", minimum: 1 }],
    ["maximum", { type: "integer", maximum: 1 }],
    ["minLength", { ...text, minLength: 1 }],
    ["maxLength", { ...text, maxLength: 1 }],
    ["minItems", { type: "array", items: text, minItems: 1 }],
    ["maxItems", { type: "array", items: text, maxItems: 1 }],
    ["uniqueItems", { type: "array", items: text, uniqueItems: true }],
    ["enum", { type: "integer", enum: [1] }],
    ["string enum", { ...text, enum: ["a"] }],
    [TEXTS, { type: "integer", "x-omada-values": [{ value: 1 }] }],
    [TEXTS, { type: "integer", "x-omada-range": [1, 2] }],
    [TEXTS, { type: "integer", "x-omada-unit": "s" }],
  ];

  test.each(full)("%s is not comparable, in either direction", (keyword, schema) => {
    const bare: Schema = { type: schema.type, ...(schema.items ? { items: schema.items } : {}) };
    const lost = { rules: [], notComparable: { [keyword]: 1 } };
    expect(compare(schema, bare, [], [keyword])).toEqual(lost);
    expect(compare(bare, schema, [keyword], [])).toEqual(lost);
    expect(compare(schema, bare, [keyword], []).rules).toHaveLength(1);
  });

  test("an enum of numbers is not an enum of texts", () => {
    expect(compare({ type: "integer", enum: [1] }, { type: "integer" }, [], ["string enum"]).rules).toEqual([
      "request-values-dropped",
    ]);
  });

  test("is compared where both snapshots have it all the same", () => {
    expect(compare({ ...text, pattern: "a" }, { ...text, pattern: "b" }, [], ["pattern"]).rules).toEqual([
      "request-pattern-changed",
    ]);
  });

  test("rarer keywords are lost with the others if no schema has them", () => {
    const map: Schema = { type: "object", additionalProperties: text };
    expect(compare(map, { type: "object" }, [], ["pattern"])).toEqual({
      rules: [],
      notComparable: { additionalProperties: 1 },
    });
    expect(compare(map, { type: "object" }, [], []).rules).toEqual(["request-type-loosened"]);
  });
});

describe("what is lost here and there", () => {
  const recovered = ["pattern", "required", "type"];
  const optional = object({ a: text, b: text });
  const required = object({ a: text, b: text }, ["a"]);

  test("a whole list of required members says nothing when it is gone, in either direction", () => {
    const lost = { rules: [], notComparable: { required: 1 } };
    expect(compare(required, optional, [], recovered)).toEqual(lost);
    expect(compare(optional, required, recovered, [])).toEqual(lost);
  });

  test("but a list that is there counts, as does one of a served document", () => {
    const other = object({ a: text, b: text }, ["b"]);
    const both = ["request-property-became-optional", "request-property-became-required"];
    expect(compare(required, other, recovered, recovered).rules).toEqual(both);
    expect(compare(required, optional, recovered, []).rules).toEqual(["request-property-became-optional"]);
    expect(compare(optional, required, [], recovered).rules).toEqual(["request-property-became-required"]);
  });

  test("an open type says nothing, whatever stands on the other side", () => {
    const lost = { rules: [], notComparable: { type: 1 } };
    for (const known of [text, { type: "object" }, object({ a: text })] as Schema[]) {
      expect(compare(known, {}, [], recovered)).toEqual(lost);
      expect(compare({}, known, recovered, [])).toEqual(lost);
    }
    expect(compare(object({ a: text }), { type: "object" }, [], recovered)).toEqual(lost);
    expect(compare({ type: "object" }, {}, recovered, []).rules).toEqual(["request-type-loosened"]);
    expect(compare(text, { type: "integer" }, recovered, recovered).rules).toEqual(["request-type-changed"]);
  });
});

describe("larger losses", () => {
  test("deprecation of a parameter, and members beyond the named ones", () => {
    const options = { lostAfter: ["pattern"] };
    const deprecated = model([takes({ deprecated: true })]);
    expect(compareModels(deprecated, model([takes({})]), options)).toMatchObject({
      findings: [],
      notComparable: { deprecated: 1 },
    });
    const open: Schema = { ...object({ a: text }), additionalProperties: text };
    expect(compareModels(model([sends(open)]), model([sends(object({ a: text }))]), options)).toMatchObject({
      findings: [],
      notComparable: { additionalProperties: 1 },
    });
  });

  test("labels that stood in a table beside an enum", () => {
    const bare: Schema = { type: "integer", enum: [1] };
    const named: Schema = { ...bare, "x-omada-values": [{ value: 1, label: "on" }] };
    expect(compare(named, bare, [], [TEXTS])).toEqual({ rules: [], notComparable: { [TEXTS]: 1 } });
    expect(compare(named, bare, [], []).rules).toEqual(["request-value-label-removed"]);
  });

  test("query parameters folded into the text of an object", () => {
    const folded = takes({ name: "queryDataVO", required: true });
    const before = model([takes({ name: "start" })]);
    const options = { lostAfter: ["query objects"] };
    expect(compareModels(before, model([folded]), options)).toMatchObject({
      findings: [],
      notComparable: { "query objects": 2 },
    });
    expect(compareModels(before, model([folded])).findings).toHaveLength(2);
  });

  test("bodies that were multipart", () => {
    const body = (mediaType: string, schema: Schema) =>
      model([operation({ body: { mediaType, required: true, schema } })]);
    const { findings, notComparable } = compareModels(
      body("multipart/form-data", object({ file: text })),
      body("application/json", text),
      { lostAfter: ["multipart"] },
    );
    expect({ findings, notComparable }).toEqual({ findings: [], notComparable: { multipart: 1 } });
  });

  test("answers are no different from requests", () => {
    const before = model([answersField({ ...text, pattern: "a" })]);
    expect(compareModels(before, model([answersField(text)]), { lostAfter: ["pattern"] })).toMatchObject({
      findings: [],
      notComparable: { pattern: 1 },
    });
  });
});
