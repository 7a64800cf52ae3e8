import type { Schema } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { type AcceptRules, accepts } from "../src/schema/check.js";
import { sample } from "../src/schema/sample.js";

const text: Schema = { type: "string" };
const object = (properties: Record<string, Schema>, required?: string[]): Schema => ({
  type: "object",
  properties,
  ...(required ? { required } : {}),
});

const SCHEMAS: ReadonlyMap<string, Schema> = new Map([
  ["Box", object({ name: text }, ["name"])],
  ["Maybe", { ...object({ name: text }), nullable: true }],
]);
const BOX: Schema = { $ref: "#/components/schemas/Box" };
const MAYBE: Schema = { $ref: "#/components/schemas/Maybe" };
const MAYBE_BOX: Schema = { nullable: true, allOf: [BOX] };

const SENT: AcceptRules = { required: true, extensions: true };
const ANSWERED = { required: true };

describe.each([
  ["what is sent", SENT],
  ["an answer", ANSWERED],
])("null in %s", (_, rules) => {
  const accepted = (schema: Schema, value: unknown) => accepts(SCHEMAS, schema, value, rules);

  it.each<[string, Schema]>([
    ["a text", { ...text, nullable: true }],
    [
      "a number with a table",
      { type: "integer", "x-omada-values": [{ value: 0 }, { value: 1 }], nullable: true },
    ],
    ["a list", { type: "array", items: text, nullable: true }],
    ["a referred schema", MAYBE],
    ["a mark around a reference", MAYBE_BOX],
  ])("%s that may be null is taken, also as an item", (_name, schema) => {
    expect(accepted(schema, null)).toBe(true);
    expect(accepted({ type: "array", items: schema }, [null])).toBe(true);
    const { nullable: _nullable, ...plain } = schema.$ref ? { ...BOX } : schema;
    expect(accepted(plain, null)).toBe(false);
    expect(accepted({ type: "array", items: plain }, [null])).toBe(false);
  });

  it("changes nothing about other values", () => {
    expect(accepted({ type: "integer", nullable: true }, "1")).toBe(false);
    expect(accepted(MAYBE_BOX, {})).toBe(false);
    expect(accepted(MAYBE_BOX, { name: "a" })).toBe(true);
  });
});

describe("members that are needed", () => {
  it("are there as null only where the document allows it", () => {
    const schema = object({ a: { ...text, nullable: true }, b: text, c: MAYBE }, ["a", "b", "c"]);
    expect(accepts(SCHEMAS, schema, { a: null, b: "x", c: null }, SENT)).toBe(true);
    expect(accepts(SCHEMAS, schema, { a: "x", b: null, c: {} }, SENT)).toBe(false);
    expect(accepts(SCHEMAS, schema, { b: "x", c: {} }, SENT)).toBe(false);
  });

  it("that only the controller sets are not asked of callers, and are in answers", () => {
    const id: Schema = { ...text, readOnly: true };
    const schema = object({ id, box: { readOnly: true, allOf: [BOX] }, name: text }, ["id", "box", "name"]);
    expect(accepts(SCHEMAS, schema, { name: "a" }, SENT)).toBe(true);
    expect(accepts(SCHEMAS, schema, { id: "1" }, SENT)).toBe(false);
    expect(accepts(SCHEMAS, schema, { id: 1, name: "a" }, SENT)).toBe(false);
    expect(accepts(SCHEMAS, schema, { name: "a" }, ANSWERED)).toBe(false);
    expect(Object.keys(sample(SCHEMAS, schema, "seed") as object)).toEqual(["id", "box", "name"]);
  });
});

describe("samples", () => {
  const schema = object({
    maybe: { ...text, nullable: true },
    kind: { type: "integer", nullable: true, "x-omada-values": [{ value: 1 }, { value: 2 }] },
    box: MAYBE_BOX,
    referred: MAYBE,
    never: text,
    inner: BOX,
  });
  const samples = Array.from(
    { length: 200 },
    (_, seed) => sample(SCHEMAS, schema, `${seed}`) as Record<string, unknown>,
  );

  it.each(["maybe", "kind", "box", "referred"])("hold null as %s now and then", (name) => {
    const nulls = samples.filter((value) => value[name] === null).length;
    expect(nulls).toBeGreaterThan(20);
    expect(nulls).toBeLessThan(100);
  });

  it("hold null nowhere else, and are accepted", () => {
    for (const value of samples) {
      expect([value.never, (value.inner as { name: unknown }).name]).not.toContain(null);
      expect(accepts(SCHEMAS, schema, value, ANSWERED)).toBe(true);
    }
  });
});
