import type { Parameter, ParameterFacts, Schema } from "../model/types.js";
import type { RawParameter, RawSchema } from "./raw.js";

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
  if (raw.$ref !== undefined) return { $ref: raw.$ref };
  const schema: Schema = {};
  for (const key of KEPT) {
    const value = raw[key];
    if (value !== undefined && value !== false) Object.assign(schema, { [key]: value });
  }
  if (raw.properties) {
    const entries = Object.entries(raw.properties).sort(([a], [b]) => (a < b ? -1 : 1));
    schema.properties = Object.fromEntries(entries.map(([name, child]) => [name, stripSchema(child)]));
    const required = (raw.required ?? []).filter((name) => Object.hasOwn(raw.properties ?? {}, name));
    if (required.length > 0) schema.required = [...new Set(required)].sort();
  }
  if (raw.type === "array") schema.items = stripSchema(raw.items ?? {});
  if (typeof raw.additionalProperties === "object")
    schema.additionalProperties = stripSchema(raw.additionalProperties);
  else if (raw.additionalProperties === true) schema.additionalProperties = true;
  for (const combiner of ["allOf", "oneOf", "anyOf"] as const) {
    const parts = raw[combiner];
    if (parts) schema[combiner] = parts.map((part) => stripSchema(part as RawSchema));
  }
  return schema;
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
