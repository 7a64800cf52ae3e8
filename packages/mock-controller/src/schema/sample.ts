import { refName, resolveSchema, type Schema, type Schemas } from "@omada-sdk/model";
import { integerFrom, type Random, randomOf } from "./random.js";
import { namedValue, sampleInteger, sampleNumber, sampleString } from "./sample-scalars.js";

/** The surroundings of a value that is being made. */
interface Place {
  schemas: Schemas;
  random: Random;
  inside: readonly string[];
  /** Stricter schemas that replace others. */
  instead: ReadonlyMap<Schema, Schema>;
}

const NO_REPLACEMENTS: ReadonlyMap<Schema, Schema> = new Map();

/**
 * Makes a value that a schema accepts: value tables, ranges, lengths, patterns and formats are respected, every
 * declared member is there, and null only where the schema allows it. A schema within itself is left out.
 * @param seed the same seed gives the same value
 * @param instead stricter schemas that samples of some schemas are made from
 */
export function sample(
  schemas: Schemas,
  schema: Schema,
  seed: string,
  name = "",
  instead: Place["instead"] = NO_REPLACEMENTS,
): unknown {
  return valueFor(schema, { schemas, random: randomOf(seed), inside: [], instead }, name);
}

function valueFor(declared: Schema, place: Place, name: string): unknown {
  const schema = place.instead.get(declared) ?? declared;
  if (schema.$ref !== undefined) return referenced(schema.$ref, place, name);
  if (schema.allOf) return valueFor(merged(schema, place.schemas), place, name);
  const alternative = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (alternative) return valueFor(alternative, place, name);
  const named = namedValue(schema, place.random);
  if (named !== undefined) return named;
  switch (schema.type) {
    case "integer":
      return sampleInteger(schema, name, place.random);
    case "number":
      return sampleNumber(schema, place.random);
    case "boolean":
      return place.random() < 0.5;
    case "string":
      return sampleString(schema, name, place.random);
    case "array":
      return arrayOf(schema, place, name);
    default:
      return objectOf(schema, place);
  }
}

function referenced(ref: string, place: Place, name: string): unknown {
  const target = refName(ref) ?? "";
  if (place.inside.includes(target)) return undefined;
  return valueFor(place.schemas.get(target) ?? {}, { ...place, inside: [...place.inside, target] }, name);
}

function merged(schema: Schema, schemas: Schemas): Schema {
  const { allOf = [], ...own } = schema;
  const parts = allOf.map((part) => (part.$ref ? (schemas.get(refName(part.$ref) ?? "") ?? {}) : part));
  const all = [...parts.map((part) => (part.allOf ? merged(part, schemas) : part)), own];
  return {
    ...Object.assign({}, ...all),
    type: "object",
    properties: Object.assign({}, ...all.map((part) => part.properties)),
    required: all.flatMap((part) => part.required ?? []),
  };
}

function arrayOf(schema: Schema, place: Place, name: string): unknown[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items = {} } = schema;
  const wanted = Math.min(Math.max(minItems, integerFrom(place.random, 1, 2)), maxItems);
  const values: unknown[] = [];
  const seen = new Set<string>();
  for (let attempt = 0; values.length < wanted && attempt < wanted + 20; attempt++) {
    const value = valueFor(items, place, name);
    if (value === undefined) continue;
    if (schema.uniqueItems === true) {
      const key = JSON.stringify(value);
      if (seen.has(key)) continue;
      seen.add(key);
    }
    values.push(value);
  }
  return values;
}

interface Property {
  name: string;
  schema: Schema;
  required: boolean;
}

const cachedProperties = new WeakMap<Schema, readonly Property[]>();

/** The members of a sample, computed once for each schema. */
function propertiesOf(schema: Schema): readonly Property[] {
  const before = cachedProperties.get(schema);
  if (before) return before;
  const properties = Object.entries(schema.properties ?? {})
    .map(([name, property]) => ({
      name,
      schema: property,
      required: schema.required?.includes(name) === true,
    }))
    .filter((property) => property.required || property.schema.writeOnly !== true);
  cachedProperties.set(schema, properties);
  return properties;
}

/** One in four, where the document allows it. */
function isNull(schema: Schema, { schemas, random }: Place): boolean {
  return resolveSchema(schemas, schema).nullable === true && random() < 0.25;
}

function objectOf(schema: Schema, place: Place): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const { name, schema: property, required } of propertiesOf(schema)) {
    const member = isNull(property, place) ? null : valueFor(property, place, name);
    if (member !== undefined) value[name] = member;
    else if (required) value[name] = {};
  }
  if (typeof schema.additionalProperties === "object" && Object.keys(value).length === 0) {
    const member = valueFor(schema.additionalProperties, place, "key");
    if (member !== undefined) value.key = member;
  }
  return value;
}
