import { type ApiModel, flatten, isSumOfFlags, kindOf, type Schema } from "@omada-sdk/model";
import type { Drift } from "./drift.js";
import type { Redaction } from "./redact.js";

type Found = Omit<Drift, "operation">;

/** Deeper members are not looked at. */
const MAX_DEPTH = 20;

/** In what a value differs from its schema. `null` counts as left out, which is how controllers use it. */
export function checkValue(
  { schemas }: Pick<ApiModel, "schemas">,
  schema: Schema,
  value: unknown,
  path: string,
  redaction: Redaction,
): Found[] {
  const found: Found[] = [];
  const visit = (declared: Schema, actual: unknown, at: string, depth: number): void => {
    if (actual === null || actual === undefined || depth > MAX_DEPTH) return;
    const flat = flatten(schemas, declared);
    const kind = kindOf(flat);
    const wanted = TYPES[kind];
    if (wanted !== undefined && !wanted.includes(typeOf(actual))) {
      found.push({ kind: "wrong-type", path: at, declared: kind, seen: typeOf(actual) });
      return;
    }
    const allowed = valuesOf(flat);
    if (allowed && !isSumOfFlags(flat, actual) && !isListed(String(actual), allowed, flat)) {
      const seen = typeof actual === "number" ? String(actual) : redaction.text(String(actual));
      found.push({ kind: "unlisted-value", path: at, declared: allowed.join(", "), seen });
    }
    if (Array.isArray(actual)) {
      for (const item of actual) visit(flat.items ?? {}, item, `${at}[]`, depth + 1);
    } else if (kind === "map" && typeof flat.additionalProperties === "object") {
      for (const item of Object.values(actual)) visit(flat.additionalProperties, item, `${at}.*`, depth + 1);
    } else if (kind === "object") members(flat, actual as Record<string, unknown>, at, depth);
  };
  const members = (flat: Schema, actual: Record<string, unknown>, at: string, depth: number): void => {
    const { properties = {}, required = [] } = flat;
    for (const name of required) {
      if (actual[name] === undefined || actual[name] === null)
        found.push({ kind: "missing-required", path: `${at}.${name}` });
    }
    for (const [name, item] of Object.entries(actual)) {
      const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (declared) visit(declared, item, `${at}.${name}`, depth + 1);
      else if (!flat.additionalProperties) {
        const shown = redaction.member(name);
        found.push({ kind: "undeclared-field", path: `${at}.${shown}`, seen: typeOf(item) });
      }
    }
  };
  visit(schema, value, path, 0);
  return found;
}

/** JSON types that fit a kind; kinds that are not listed fit everything. */
const TYPES: Readonly<Record<string, readonly string[] | undefined>> = {
  object: ["object"],
  map: ["object"],
  "open object": ["object"],
  array: ["array"],
  string: ["string"],
  integer: ["integer"],
  number: ["integer", "number"],
  boolean: ["boolean"],
};

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

/** Tables are mined from prose, which writes `DHCP` where controllers send `dhcp`. */
function isListed(value: string, allowed: readonly string[], { enum: exact }: Schema): boolean {
  if (exact || allowed.includes(value)) return allowed.includes(value);
  return allowed.some((each) => each.toLowerCase() === value.toLowerCase());
}

function valuesOf(schema: Schema): string[] | undefined {
  if (schema.enum) return schema.enum.map(String);
  return schema["x-omada-values"]?.map(({ value }) => String(value));
}
