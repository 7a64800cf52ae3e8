import { describe, expect, test } from "vitest";
import { type ApiModel, compareModels, type Schema } from "../../src/index.js";
import { array, model, object, operation } from "./support.js";

const text: Schema = { type: "string" };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** A model that has every list that an interface document writes in some order. */
function lamps(): ApiModel {
  const required = (equals: string) => ({ kind: "required" as const, field: "mode", equals });
  const lamp: Schema = {
    ...object({ name: text, mac: text, mode: { ...text, enum: ["a", "b", "c"] } }, ["name", "mac", "mode"]),
    additionalProperties: text,
  };
  const values = [0, 1, 2].map((value) => ({ value, label: `label ${value}` }));
  const rest = object({
    table: { type: "integer", "x-omada-values": values, "x-omada-range": [0, 2] },
    shade: { ...text, "x-omada-conditions": [required("a"), required("b"), required("c")] },
    choice: { oneOf: [text, ref("Lamp"), object({ watts: { type: "integer" } }), array(text)] },
    any: { anyOf: [{ type: "boolean" }, ref("Lamp"), { type: "integer" }] },
    whole: { allOf: [ref("Lamp"), object({ lit: { type: "boolean" } }, ["lit"]), ref("Rest")] },
  });
  const facts = {
    "x-omada-search-fields": ["name", "mac", "ip"],
    "x-omada-filter-fields": ["mode", "lit", "shade"],
  };
  const query = (name: string) => ({ name, in: "query" as const, required: false, schema: text, ...facts });
  const operations = ["/a", "/b", "/c"].map((path) =>
    operation({
      path,
      parameters: ["page", "sort", "key"].map(query),
      permissions: ["A", "B", "C"],
      errorCodes: [-1, -2, -3],
      body: { mediaType: "application/json", required: true, schema: ref("Rest") },
      response: object({ errorCode: { type: "integer" }, result: ref("Rest") }),
    }),
  );
  return model(operations, { Lamp: lamp, Rest: rest });
}

/** Lists in which the order means something: the two ends of a range. */
const ORDERED = ["x-omada-range", "x-omada-length"];

/** A copy with every list without order, and all members, in an order that the seed decides. */
function shuffled<T>(value: T, random: () => number, key = ""): T {
  const shuffle = <U>(list: readonly U[]): U[] =>
    list
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) {
    const items = value.map((each) => shuffled(each, random));
    return (ORDERED.includes(key) ? items : shuffle(items)) as T;
  }
  if (value instanceof Map)
    return new Map(shuffle([...value]).map(([name, each]) => [name, shuffled(each, random)])) as T;
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, each]) => [name, shuffled(each, random, name)]);
  return Object.fromEntries(shuffle(members)) as T;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe("the order of what has none", () => {
  test.each(Array.from({ length: 50 }, (_, seed) => seed))("means nothing: seed %i", (seed) => {
    const other = shuffled(lamps(), randomFrom(seed));
    expect(JSON.stringify(other.operations)).not.toBe(JSON.stringify(lamps().operations));
    expect(compareModels(lamps(), other)).toMatchObject({ findings: [], notComparablePlaces: [], common: 3 });
  });

  test("hides no change of one of several types", () => {
    const of = (...parts: Schema[]) =>
      model([operation({ response: object({ errorCode: text, result: { oneOf: parts } }) })]);
    const before = of(text, object({ a: text, b: text }), { type: "integer" });
    const after = of(object({ a: text }), { type: "integer" }, text);
    expect(compareModels(before, after).findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      "response-property-removed result.b",
    ]);
  });
});
