import { sample } from "@omada-sdk/mock-controller/browser";
import { conditionsOf, flatten, kindOf, resolveSchema, type Schema, type Schemas } from "@omada-sdk/model";

/** Stands for a file that is sent, by the name of its form field. */
export class ExampleFile {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Deeper members are left out. */
const MAX_DEPTH = 12;
/** The day that times in examples lie in, 1 June 2025, in seconds. */
const DAY_START = 1_748_736_000;
const DAY_END = DAY_START + 86_400;
const TIME_NAME = /^(?:time)?(start|end|begin)(?:time)?$/i;

/**
 * A value that a schema accepts, with the members that are needed and no others. The same name gives the same value.
 * @param seed such as the name of the operation
 */
export function neededValue(schemas: Schemas, schema: Schema, seed: string, name: string): unknown {
  return exampleValue({ schemas, seed }, schema, name, 0);
}

/** The same for a whole body: where nothing is needed, it has the first member that can be set. */
export function neededBody(schemas: Schemas, schema: Schema, seed: string): unknown {
  const value = neededValue(schemas, schema, seed, "body");
  const flat = flatten(schemas, schema);
  const isEmpty = kindOf(flat) === "object" && Object.keys(value as object).length === 0;
  return isEmpty ? smallestObject({ schemas, seed }, flat, 0) : value;
}

interface Place {
  readonly schemas: Schemas;
  readonly seed: string;
}

function exampleValue(place: Place, declared: Schema, name: string, depth: number): unknown {
  const schema = flatten(place.schemas, declared);
  if (schema.format === "binary") return new ExampleFile(name);
  switch (kindOf(schema)) {
    case "object":
      return objectOf(place, schema, depth, []);
    case "array":
      return arrayOf(place, schema, name, depth);
    case "choice":
      return exampleValue(place, (schema.oneOf ?? schema.anyOf)?.[0] ?? {}, name, depth + 1);
    case "map":
    case "open object":
    case "any":
      return {};
    default:
      return scalarOf(place, schema, name);
  }
}

function scalarOf({ schemas, seed }: Place, schema: Schema, name: string): unknown {
  return timeOf(schema, name) ?? sample(schemas, withSmallNumbers(schema), `${seed}/${name}`, name);
}

/** Of a range that starts somewhere the first few numbers: they are easy to read, and nothing lasts or counts long. */
function withSmallNumbers(schema: Schema): Schema {
  if (schema.type !== "integer" || schema.enum || schema["x-omada-values"]) return schema;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const [least, most] = schema["x-omada-range"] ?? [minimum, maximum];
  const low = Math.max(minimum, least);
  const high = Math.min(maximum, most, low + 9);
  const isOpen = !Number.isFinite(low) || low > high || Math.min(maximum, most) > 2 ** 40;
  return isOpen ? schema : { ...schema, "x-omada-range": [low, high] };
}

/** Starts and ends of one day, so that none comes after the other. */
function timeOf({ type, enum: values, ...schema }: Schema, name: string): number | undefined {
  const [, which] = TIME_NAME.exec(name.slice(name.lastIndexOf(".") + 1)) ?? [];
  if (which === undefined || type !== "integer" || schema.format !== "int64" || values) return undefined;
  const seconds = which.toLowerCase() === "end" ? DAY_END : DAY_START;
  const isMs = /time/i.test(name) && schema["x-omada-unit"] !== "s";
  const value = isMs ? seconds * 1000 : seconds;
  const { minimum = value, maximum = value, "x-omada-range": range = [value, value] } = schema;
  return Math.max(minimum, range[0]) <= value && value <= Math.min(maximum, range[1]) ? value : undefined;
}

function arrayOf(place: Place, { items = {}, minItems = 0, maxItems }: Schema, name: string, depth: number) {
  if (depth >= MAX_DEPTH) return [];
  const wanted = Math.min(Math.max(minItems, 1), maxItems ?? Number.POSITIVE_INFINITY);
  const values = Array.from({ length: wanted }, (_, index) =>
    exampleValue(index === 0 ? place : { ...place, seed: `${place.seed}/${index}` }, items, name, depth + 1),
  );
  // Fewer than wanted where the items cannot differ.
  return values.filter(
    (value, index) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === index,
  );
}

/** An object with one member, which has one itself where it is an object. */
function smallestObject(place: Place, schema: Schema, depth: number): object {
  const name = firstSettable(place.schemas, schema);
  const object = objectOf(place, schema, depth, [name]) as Record<string, unknown>;
  const member = flatten(place.schemas, schema.properties?.[name ?? ""] ?? {});
  const isEmpty = name !== undefined && kindOf(member) === "object" && JSON.stringify(object[name]) === "{}";
  if (isEmpty && depth < MAX_DEPTH) object[name] = smallestObject(place, member, depth + 1);
  return object;
}

/** An object of the members that are needed, also because of the values of others, and of those that are asked for. */
function objectOf(
  place: Place,
  schema: Schema,
  depth: number,
  asked: readonly (string | undefined)[],
): object {
  const { properties = {}, required = [] } = schema;
  const needed = new Set([...required, ...asked]);
  const conditions = conditionsOf(place.schemas, schema);
  const values = new Map<string, unknown>();
  for (let before = -1; before < values.size; ) {
    before = values.size;
    const members = Object.fromEntries(values);
    for (const { member, holds } of conditions) if (holds(members)) needed.add(member);
    for (const [name, property] of Object.entries(properties)) {
      if (!needed.has(name) || values.has(name) || isReadOnly(place.schemas, property)) continue;
      values.set(name, depth < MAX_DEPTH ? exampleValue(place, property, name, depth + 1) : {});
    }
  }
  const names = Object.keys(properties).filter((name) => values.has(name));
  return Object.fromEntries(names.map((name) => [name, values.get(name)]));
}

function isReadOnly(schemas: Schemas, schema: Schema): boolean {
  return schema.readOnly === true || resolveSchema(schemas, schema).readOnly === true;
}

const PLAIN: readonly string[] = ["string", "integer", "number", "boolean"];

/** The first member that a caller may set, a plain one where there is one. */
function firstSettable(schemas: Schemas, { properties = {} }: Schema): string | undefined {
  const names = Object.entries(properties).flatMap(([name, schema]) => {
    const flat = flatten(schemas, schema);
    return flat.readOnly || flat.deprecated ? [] : [{ name, isPlain: PLAIN.includes(kindOf(flat)) }];
  });
  return (names.find(({ isPlain }) => isPlain) ?? names[0])?.name;
}
