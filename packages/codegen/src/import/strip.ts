import { COMBINERS, type Parameter, type ParameterFacts, type Schema } from "@omada-sdk/model";
import { isRecord } from "../files/input-error.js";
import { type RawParameter, type RawSchema, takesAnything } from "./raw.js";

/** Keywords that carry facts. Everything else, texts above all, is left behind. */
const KEPT = [
  "$ref",
  "type",
  "format",
  "enum",
  "pattern",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "writeOnly",
  "nullable",
  "readOnly",
  "deprecated",
  "x-omada-values",
  "x-omada-bits",
  "x-omada-range",
  "x-omada-length",
  "x-omada-unit",
  "x-omada-default",
  "x-omada-format",
  "x-omada-conditions",
] as const satisfies readonly (keyof Schema)[];

/** A schema with facts only, its keywords in one order, so that the same input gives the same bytes. */
export function stripSchema(raw: RawSchema): Schema {
  if (raw.$ref !== undefined) return stripReference(raw.$ref, raw);
  const schema: Schema = {};
  for (const key of KEPT) {
    const value = raw[key];
    if (value !== undefined && value !== false) Object.assign(schema, { [key]: value });
  }
  if (raw.enum) stripEnum(schema, raw.enum);
  const value = plainDefault(raw);
  if (value !== undefined) schema.default = value;
  if (raw.properties) {
    const entries = Object.entries(raw.properties).sort(([a], [b]) => (a < b ? -1 : 1));
    schema.properties = Object.fromEntries(entries.map(([name, child]) => [name, stripSchema(child)]));
    const required = (raw.required ?? []).filter((name) => Object.hasOwn(raw.properties ?? {}, name));
    if (required.length > 0) schema.required = [...new Set(required)].sort();
  }
  if (raw.type === "array") schema.items = stripSchema(raw.items ?? {});
  const rest = raw.properties || !takesAnything(raw.additionalProperties) ? raw.additionalProperties : false;
  if (typeof rest === "object") schema.additionalProperties = stripSchema(rest);
  else if (rest === true) schema.additionalProperties = true;
  for (const combiner of COMBINERS) {
    const parts = raw[combiner];
    if (parts) schema[combiner] = parts.map(stripSchema);
  }
  return schema;
}

/** OpenAPI 3.0 ignores keywords beside a reference, so a marked reference becomes `allOf` with the reference in it. */
function stripReference($ref: string, { nullable, readOnly }: RawSchema): Schema {
  if (!nullable && !readOnly) return { $ref };
  return { ...(nullable ? { nullable } : {}), ...(readOnly ? { readOnly } : {}), allOf: [{ $ref }] };
}

/** Documents list null among the values; snapshots say `nullable`. */
function stripEnum(schema: Schema, values: readonly unknown[]): void {
  const named = values.filter((value) => value !== null) as NonNullable<Schema["enum"]>;
  if (named.length < values.length) schema.nullable = true;
  if (named.length > 0) schema.enum = named;
  else delete schema.enum;
}

/** One word as identifiers, addresses and times are written: never a sentence. */
const TOKEN = /^[\w.:/+@-]{1,64}$/;
const MAX_DEFAULT_LENGTH = 200;

/**
 * The default of a schema where it is a fact: a value of the schema's type whose texts are single words.
 * @returns undefined for any other
 */
function plainDefault({ type, default: value }: RawSchema): unknown {
  if (value === undefined || value === null || !isOfType(type, value)) return undefined;
  return isPlain(value) && JSON.stringify(value).length <= MAX_DEFAULT_LENGTH ? value : undefined;
}

function isOfType(type: RawSchema["type"], value: unknown): boolean {
  switch (type) {
    case undefined:
      return typeof value !== "object";
    case "object":
      return isRecord(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value === "string") return TOKEN.test(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (isRecord(value))
    return Object.entries(value).every(([key, child]) => TOKEN.test(key) && isPlain(child));
  return true;
}

/** A parameter with facts only. */
export function stripParameter(raw: RawParameter & ParameterFacts): Parameter {
  const parameter: Parameter = {
    name: raw.name,
    in: raw.in as Parameter["in"],
    required: raw.required === true,
    schema: stripSchema(raw.schema ?? {}),
  };
  if (raw.deprecated) parameter.deprecated = true;
  const search = raw["x-omada-search-fields"];
  if (search) parameter["x-omada-search-fields"] = search;
  const filter = raw["x-omada-filter-fields"];
  if (filter) parameter["x-omada-filter-fields"] = filter;
  return parameter;
}

const PLACES = ["path", "query", "header", "cookie"];

/** Path parameters in the path's order, then the others by name. */
export function sortParameters(parameters: readonly Parameter[], path: string): Parameter[] {
  const position = ({ in: place, name }: Parameter): string =>
    place === "path"
      ? `0${String(path.indexOf(`{${name}}`)).padStart(4, "0")}`
      : `${PLACES.indexOf(place)}${name}`;
  return [...parameters].sort((a, b) => (position(a) < position(b) ? -1 : 1));
}
