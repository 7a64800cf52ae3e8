import type { Schema } from "./api-model.js";
import { refName, resolveSchema } from "./schema.js";

/** What a schema is in the end, for deciding whether two have the same type. */
export type Kind =
  | "any"
  | "open object"
  | "object"
  | "map"
  | "array"
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "choice";

/** A schema with its reference followed and its `allOf` merged; facts that stand beside a reference win. */
export function flatten(schemas: ReadonlyMap<string, Schema>, schema: Schema, depth = 0): Schema {
  const resolved = resolveSchema(schemas, schema);
  const parts = depth < 16 ? (resolved.allOf ?? []) : [];
  const merged = parts.length === 0 ? resolved : mergeParts(schemas, resolved, parts, depth);
  if (schema.$ref === undefined) return merged;
  const { $ref: _, ...beside } = schema;
  return Object.keys(beside).length === 0 ? merged : { ...merged, ...beside };
}

function mergeParts(
  schemas: ReadonlyMap<string, Schema>,
  whole: Schema,
  parts: readonly Schema[],
  depth: number,
): Schema {
  const { allOf: _, ...own } = whole;
  const all = [...parts.map((part) => flatten(schemas, part, depth + 1)), own];
  const properties = Object.assign({}, ...all.map((part) => part.properties));
  const required = all.flatMap((part) => part.required ?? []);
  const merged: Schema = Object.assign({}, ...all);
  if (Object.keys(properties).length > 0) merged.properties = properties;
  if (required.length > 0) merged.required = required;
  return merged;
}

export function kindOf(schema: Schema): Kind {
  if (schema.oneOf ?? schema.anyOf) return "choice";
  if (schema.properties && Object.keys(schema.properties).length > 0) return "object";
  if (schema.additionalProperties) return isOpen(schema.additionalProperties) ? "open object" : "map";
  if (schema.items) return "array";
  if (schema.type === "object") return "open object";
  return schema.type ?? "any";
}

/** Values of a map that the document says nothing about. */
function isOpen(values: Schema | true): boolean {
  if (values === true || Object.keys(values).length === 0) return true;
  return values.$ref === undefined && kindOf(values) === "open object";
}

/** A type in words, for the two columns of a report: `integer`, `string[]`, `DeviceInfo`. */
export function describeType(schemas: ReadonlyMap<string, Schema>, schema: Schema): string {
  const flat = flatten(schemas, schema);
  const kind = kindOf(flat);
  if (kind === "array") return `${describeType(schemas, flat.items ?? {})}[]`;
  if (kind !== "object" && kind !== "map" && kind !== "choice") return kind;
  return schema.$ref === undefined ? kind : (refName(schema.$ref) ?? kind);
}
