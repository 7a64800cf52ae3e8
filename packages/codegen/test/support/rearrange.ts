import type { RawSchema } from "../../src/import/raw.js";
import { ref } from "./document.js";
import type { Random } from "./random.js";

const NAMES = ["Lamp", "Page", "Id", "Tree", "Query", "Answer Lamps", "UserInfoBriefDTO", "Nowhere"];
const MEMBERS = [
  "a",
  "data",
  "result",
  "errorCode",
  "page",
  "pageSize",
  "0",
  "a-b",
  "constructor",
  "toString",
  "class",
  "arg0",
  "",
  "*/",
];
const TYPES = ["object", "array", "string", "integer", "number", "boolean"] as const;

type Change = (schema: RawSchema, other: RawSchema, random: Random) => RawSchema;

/** Changes that leave every schema a schema, however odd. */
const CHANGES: readonly Change[] = [
  (_, other) => other,
  (_, __, random) => ref(pick(NAMES, random)),
  (schema) => ({ allOf: [schema] }),
  (schema, other) => ({ allOf: [schema, other] }),
  (schema, other) => ({ oneOf: [schema, other] }),
  (schema, __, random) => ({ anyOf: [schema, ref(pick(NAMES, random))] }),
  (schema, other) => ({ ...schema, allOf: [other] }),
  (schema) => ({ type: "array", items: schema }),
  (schema) => ({ type: "object", additionalProperties: schema }),
  (schema, other, random) => ({
    ...schema,
    properties: { ...schema.properties, [pick(MEMBERS, random)]: other },
  }),
  (schema) => ({ ...schema, nullable: true }),
  (schema) => ({ ...schema, readOnly: true }),
  (schema) => ({ ...schema, writeOnly: true, deprecated: true }),
  (schema, _, random) => ({ ...schema, default: pick([0, "a", true, [], {}, ["a"], { a: 1 }], random) }),
  (schema, _, random) => ({ ...schema, type: pick(TYPES, random) }),
  ({ type: _, ...schema }) => schema,
  ({ items: _, ...schema }) => schema,
  (schema) => ({ ...schema, required: [...Object.keys(schema.properties ?? {}), "noSuchMember"] }),
  (schema, _, random) => ({ ...schema, additionalProperties: random() < 0.5 }),
  (schema, _, random) => ({ ...schema, enum: pick([["a", "b"], [1, 2], ["1", 1], [-1], []], random) }),
  (schema) => ({ ...schema, enum: ["a", null] as string[] }),
  (schema, _, random) => ({
    ...schema,
    format: pick(["binary", "int32", "int64", "date-time", "byte"], random),
  }),
  (schema) => ({ ...schema, "x-omada-values": [{ value: 1, label: "One */" }, { value: "b" }] }),
  (schema, _, random) => ({
    ...schema,
    pattern: pick(["[", "^a$", "\\p{Punct}", "`", "*/", "(?<a>)"], random),
  }),
  (schema, _, random) => ({
    ...schema,
    minimum: pick([-1, 0, 5], random),
    maximum: pick([-2, 2_147_483_647, 1e20], random),
  }),
  (schema, _, random) => ({
    ...schema,
    description: pick(
      ["0: a; 1: b.", "Value should be 1 to 0.", "*/ ` $" + "{x}", "Kind: -1: none; -1: all"],
      random,
    ),
  }),
  () => ({}),
];

/** The document with some of its schemas changed, put in other places or combined. */
export function rearranged(document: unknown, random: Random, changes: number): unknown {
  const copy = structuredClone(document);
  for (let count = 0; count < changes; count++) {
    const places = schemaPlaces(copy, "");
    const { holder, key } = pick(places, random);
    const other = pick(places, random);
    const make = pick(CHANGES, random);
    holder[key] = make(
      holder[key] as RawSchema,
      structuredClone(other.holder[other.key]) as RawSchema,
      random,
    );
  }
  return copy;
}

interface Place {
  holder: Record<string | number, unknown>;
  key: string | number;
}

const HOLDS_ONE = new Set(["schema", "items"]);
const HOLDS_MANY = new Set(["properties", "schemas", "allOf", "oneOf", "anyOf"]);

/** Where schemas stand: as a value of these keywords. */
function schemaPlaces(value: unknown, parentKey: string): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string | number, unknown>;
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    const isSchema =
      typeof holder[key] === "object" && (HOLDS_MANY.has(parentKey) || HOLDS_ONE.has(String(key)));
    const below = HOLDS_MANY.has(parentKey) ? "" : String(key);
    return [...(isSchema ? [{ holder, key }] : []), ...schemaPlaces(holder[key], below)];
  });
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}
