import { resolveSchema, type Schema } from "@omada-sdk/model";
import { type Check, numberCheck, textCheck } from "./check-scalars.js";
import type { Schemas } from "./conditions.js";
import { conditionsOf, gatesOf } from "./conditions.js";

/** What counts in a check. */
export interface AcceptRules {
  /** Whether members that a schema requires must be there. Sparse bodies of PATCH do without. */
  required: boolean;
  /**
   * Whether the `x-omada-*` keywords count beside those of OpenAPI: value tables, ranges, lengths and conditions.
   * Controllers check them in what they are sent.
   */
  extensions?: boolean;
}

type Compiled = WeakMap<Schemas, WeakMap<Schema, Check>>;
const compiled: readonly Compiled[] = Array.from({ length: 4 }, () => new WeakMap());

/** The check of a schema, compiled at its first use. */
export function checkOf(schemas: Schemas, declared: Schema, rules: AcceptRules): Check {
  const schema = resolveSchema(schemas, declared);
  const all = compiled[(rules.required ? 1 : 0) + (rules.extensions ? 2 : 0)] as Compiled;
  const known = all.get(schemas) ?? new WeakMap<Schema, Check>();
  all.set(schemas, known);
  const before = known.get(schema);
  if (before) return before;
  // Members are compiled when a value has them, so a schema within itself ends.
  const check = compile(schemas, schema, rules);
  known.set(schema, check);
  return check;
}

function compile(schemas: Schemas, schema: Schema, rules: AcceptRules): Check {
  const { nullable, ...rest } = schema;
  if (nullable) {
    const check = compile(schemas, rest, rules);
    return (value) => value === null || check(value);
  }
  const own = checkOfType(schemas, schema, rules);
  const { allOf, oneOf, anyOf } = schema;
  if (!allOf && !oneOf && !anyOf) return own;
  const passes = (value: unknown) => (part: Schema) => checkOf(schemas, part, rules)(value);
  return (value) =>
    own(value) &&
    (allOf?.every(passes(value)) ?? true) &&
    (oneOf?.some(passes(value)) ?? true) &&
    (anyOf?.some(passes(value)) ?? true);
}

function checkOfType(schemas: Schemas, schema: Schema, rules: AcceptRules): Check {
  switch (schema.type) {
    case "string":
      return textCheck(schema, rules.extensions === true);
    case "integer":
    case "number":
      return numberCheck(schema, rules.extensions === true);
    case "boolean":
      return (value) => typeof value === "boolean";
    case "array":
      return itemsCheck(schemas, schema, rules);
    case "object":
      return membersCheck(schemas, schema, rules);
    default:
      return () => true;
  }
}

function itemsCheck(schemas: Schemas, schema: Schema, rules: AcceptRules): Check {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items, uniqueItems } = schema;
  return (value) => {
    if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) return false;
    if (uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length) return false;
    if (items === undefined || value.length === 0) return true;
    return value.every(checkOf(schemas, items, rules));
  };
}

function membersCheck(schemas: Schemas, schema: Schema, rules: AcceptRules): Check {
  const { required = [], additionalProperties: others } = schema;
  const properties = new Map(Object.entries(schema.properties ?? {}));
  const nullable = (name: string) => resolveSchema(schemas, properties.get(name)).nullable === true;
  // What only the controller sets is in answers, and not demanded in what it is sent.
  const setByCaller = (name: string) => rules.extensions !== true || properties.get(name)?.readOnly !== true;
  const needed = rules.required ? required.filter(setByCaller) : [];
  const nulls = new Set(rules.extensions ? needed.filter(nullable) : needed);
  const conditions = rules.extensions && rules.required ? conditionsOf(schemas, schema) : [];
  const gates = rules.extensions ? gatesOf(schemas, schema) : undefined;
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const members = value as Record<string, unknown>;
    for (const name of needed) if (!isThere(members, name, nulls.has(name))) return false;
    for (const { member, holds } of conditions) {
      if (!isThere(members, member, nullable(member)) && holds(members)) return false;
    }
    for (const [name, member] of Object.entries(members)) {
      // Clients send null for a member that they leave out.
      if (member === null) continue;
      const property = properties.get(name) ?? (typeof others === "object" ? others : undefined);
      if (!property) continue;
      const counts = gates?.get(name)?.(members) ?? true;
      if (!checkOf(schemas, counts ? property : withoutLimits(schemas, property), rules)(member))
        return false;
    }
    return true;
  };
}

const unlimited = new WeakMap<Schema, Schema>();

/** A schema of the same type without any limits. */
function withoutLimits(schemas: Schemas, declared: Schema): Schema {
  const schema = resolveSchema(schemas, declared);
  const known = unlimited.get(schema);
  if (known) return known;
  const { type, format } = schema;
  const made: Schema = { ...(type ? { type } : {}), ...(format ? { format } : {}) };
  unlimited.set(schema, made);
  return made;
}

/** A member that a controller needs is not there either when it is null, unless its document allows that. */
function isThere(members: Record<string, unknown>, name: string, nullCounts: boolean): boolean {
  return Object.hasOwn(members, name) && (nullCounts || members[name] !== null);
}

/** Whether a schema accepts a value, as strictly as the rules say. */
export function accepts(schemas: Schemas, declared: Schema, value: unknown, rules: AcceptRules): boolean {
  return checkOf(schemas, declared, rules)(value);
}

/** A JSON object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
