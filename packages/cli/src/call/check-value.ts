import {
  conditionsOf,
  flatten,
  gatesOf,
  isSumOfFlags,
  resolveSchema,
  type Schema,
  type Schemas,
} from "@omada-sdk/model";
import { nearest } from "@omada-sdk/model/words";

/** How strictly a value is checked. */
export interface Strictness {
  /** Whether members that a schema requires have to be there; bodies of PATCH may leave them out. */
  readonly required: boolean;
}

const INT32 = 2 ** 31;
/** More values than these are no help in a message. */
const SHOWN_VALUES = 16;
const SHOWN_NAMES = 12;
/** Deeper values are left to the controller. */
const MAX_DEPTH = 24;

/**
 * In what a value differs from what its schema allows, one line each. No line quotes a value, because it may be a secret.
 * @param at where it is, such as `schedule.start`; "" for a whole body
 */
export function problemsOf(
  schemas: Schemas,
  declared: Schema,
  value: unknown,
  at: string,
  strictness: Strictness,
): string[] {
  return new Checker(schemas, strictness).check(declared, value, at, 0);
}

function placeOf(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}

/** `no member "nam"; did you mean name?` */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const some = known.slice(0, SHOWN_NAMES).join(", ") + (known.length > SHOWN_NAMES ? ", ..." : "");
  const help =
    near === undefined ? (known.length === 0 ? "" : `; it has ${some}`) : `; did you mean ${near}?`;
  return `${what} "${name}"${help}`;
}

class Checker {
  readonly #schemas: Schemas;
  readonly #strictness: Strictness;

  constructor(schemas: Schemas, strictness: Strictness) {
    this.#schemas = schemas;
    this.#strictness = strictness;
  }

  check(declared: Schema, value: unknown, at: string, depth: number, isPart = false): string[] {
    const schema = resolveSchema(this.#schemas, declared);
    if ((schema.nullable && value === null) || depth > MAX_DEPTH) return [];
    const { allOf = [], oneOf, anyOf } = schema;
    const part = (each: Schema) => this.check(each, value, at, depth + 1, true);
    const found = [...this.#ofType(schema, value, at, depth), ...allOf.flatMap(part)];
    for (const choices of [oneOf, anyOf]) {
      const all = choices?.map(part) ?? [];
      if (all.length > 0 && all.every((each) => each.length > 0)) found.push(...(all[0] ?? []));
    }
    return isPart ? found : [...found, ...this.#unknownMembers(schema, value, at)];
  }

  #ofType(schema: Schema, value: unknown, at: string, depth: number): string[] {
    const say = (problem: string | undefined) =>
      problem === undefined ? [] : [`${at || "the body"} ${problem}`];
    switch (schema.type) {
      case "string":
        return say(textProblem(schema, value));
      case "integer":
      case "number":
        return say(numberProblem(schema, value));
      case "boolean":
        return say(typeof value === "boolean" ? undefined : "is true or false");
      case "array":
        return Array.isArray(value)
          ? [...say(listProblem(schema, value)), ...this.#items(schema, value, at, depth)]
          : say("is a list");
      case "object":
        return isRecord(value) ? this.#members(schema, value, at, depth) : say("is an object");
      default:
        return [];
    }
  }

  #items({ items }: Schema, value: readonly unknown[], at: string, depth: number): string[] {
    if (!items) return [];
    return value.flatMap((item, index) => this.check(items, item, `${at}[${index}]`, depth + 1));
  }

  #members(schema: Schema, value: Record<string, unknown>, at: string, depth: number): string[] {
    const { required = [], additionalProperties: others } = schema;
    const properties = new Map(Object.entries(schema.properties ?? {}));
    const isNullable = (name: string) => resolveSchema(this.#schemas, properties.get(name)).nullable === true;
    const isThere = (name: string) =>
      Object.hasOwn(value, name) && (value[name] !== null || isNullable(name));
    const needed = this.#strictness.required
      ? [
          ...required.filter((name) => properties.get(name)?.readOnly !== true),
          ...conditionsOf(this.#schemas, schema)
            .filter(({ holds }) => holds(value))
            .map(({ member }) => member),
        ]
      : [];
    const found = [...new Set(needed)]
      .filter((name) => !isThere(name))
      .map((name) => `${placeOf(at, name)} is missing`);
    const gates = gatesOf(this.#schemas, schema);
    for (const [name, member] of Object.entries(value)) {
      // null stands for a member that is left out.
      if (member === null) continue;
      const property = properties.get(name) ?? (typeof others === "object" ? others : undefined);
      if (!property) continue;
      const limited = gates.get(name)?.(value) ?? true;
      const { type, format } = resolveSchema(this.#schemas, property);
      const counts = limited ? property : { ...(type && { type }), ...(format && { format }) };
      found.push(...this.check(counts, member, placeOf(at, name), depth + 1, !limited));
    }
    return found;
  }

  #unknownMembers(schema: Schema, value: unknown, at: string): string[] {
    if (!isRecord(value)) return [];
    const flat = flatten(this.#schemas, schema);
    const known = Object.keys(flat.properties ?? {});
    if (known.length === 0 || flat.additionalProperties || flat.oneOf || flat.anyOf) return [];
    const unknown = Object.keys(value).filter((name) => !known.includes(name));
    return unknown.map((name) => unknownName(`${at || "the body"} has no member`, name, known));
  }
}

function textProblem(schema: Schema, value: unknown): string | undefined {
  if (typeof value !== "string") return "is a text";
  const { length } = value;
  const [shortest, longest] = schema["x-omada-length"] ?? [0, Number.POSITIVE_INFINITY];
  const least = Math.max(schema.minLength ?? 0, shortest);
  const most = Math.min(schema.maxLength ?? Number.POSITIVE_INFINITY, longest);
  if (length < least || length > most) return `has ${between(least, most)} characters`;
  const values = namedValues(schema)?.map(String);
  const wanted = value.toLowerCase();
  // Tables come from texts, which write values in another case than controllers; beside a pattern it decides.
  const isNamed = schema.enum
    ? values?.includes(value)
    : schema.pattern !== undefined || values?.some((each) => each.toLowerCase() === wanted);
  if (values && !isNamed) return `is ${valuesText(schema)}`;
  const { pattern } = schema;
  return pattern === undefined || (wholePattern(pattern)?.test(value) ?? true)
    ? undefined
    : `does not have the form ${pattern}`;
}

function numberProblem(schema: Schema, value: unknown): string | undefined {
  const isWhole = schema.type === "integer";
  if (typeof value !== "number" || !Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value)))
    return isWhole ? "is a whole number" : "is a number";
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const isSmall = schema.format === "int32";
  const least = Math.max(minimum, isSmall ? -INT32 : minimum);
  const most = Math.min(maximum, isSmall ? INT32 - 1 : maximum);
  if (value < least || value > most) return `is ${between(least, most)}`;
  if (schema["x-omada-bits"])
    return isSumOfFlags(schema, value) ? undefined : `is a sum of ${valuesText(schema)}`;
  const range = schema["x-omada-range"];
  const inRange = range === undefined ? undefined : value >= range[0] && value <= range[1];
  const rangeText = range && `${between(...range)}${unitOf(schema)}`;
  const values = namedValues(schema);
  if (!values) return inRange === false ? `is ${rangeText}` : undefined;
  // Beside a range, a table names the values that mean something of their own.
  if (values.includes(value) || (!schema.enum && inRange)) return undefined;
  return `is ${valuesText(schema)}${!schema.enum && rangeText ? `, or ${rangeText}` : ""}`;
}

function listProblem(
  { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems }: Schema,
  value: unknown[],
) {
  if (value.length < minItems || value.length > maxItems) return `has ${between(minItems, maxItems)} items`;
  const isTwice = uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length;
  return isTwice ? "has the same item twice" : undefined;
}

/** A table of one row comes from a text that explains a single value, and says nothing of the others. */
function namedValues(schema: Schema): (string | number)[] | undefined {
  if (schema.enum) return schema.enum;
  const table = schema["x-omada-values"];
  return table && table.length > 1 ? table.map(({ value }) => value) : undefined;
}

/** `0 (off), 1 (on)` */
function valuesText(schema: Schema): string {
  const labels = new Map((schema["x-omada-values"] ?? []).map(({ value, label }) => [value, label]));
  const values = schema.enum ?? [...labels.keys()];
  const shown = values.slice(0, SHOWN_VALUES).map((value) => {
    const label = labels.get(value);
    return label === undefined || label === String(value) ? String(value) : `${value} (${label})`;
  });
  return `one of ${shown.join(", ")}${values.length > SHOWN_VALUES ? ", ..." : ""}`;
}

function between(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `${least} or more`;
  if (least === Number.NEGATIVE_INFINITY) return `${most} or less`;
  return least === most ? `${least}` : `${least} to ${most}`;
}

function unitOf(schema: Schema): string {
  const unit = schema["x-omada-unit"];
  return unit === undefined ? "" : ` ${unit}`;
}

function wholePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return undefined;
  }
}

/** A JSON object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
