import type { Condition, Schema, ValueRow } from "@omada-sdk/model";
import type { DescribedSchema } from "./document-texts.js";

const MAX_VALUES = 24;

/** The doc comment of a field, written from its facts; empty when there are none. */
export function schemaDoc(schema: Schema): string {
  const item = schema.type === "array" ? (schema.items ?? {}) : schema;
  const limits = limitLines(schema, item);
  const lines = [
    (item["x-omada-bits"] ? "Sum of: " : "") + valuesLine(item["x-omada-values"]),
    limits.items,
    limits.range,
    limits.length,
    limits.unit,
    limits.format,
    item.pattern === undefined ? "" : `Pattern: \`${item.pattern}\``,
    limits.default,
    ...(schema["x-omada-conditions"] ?? []).map(conditionLine),
    (schema as { "x-known"?: string })["x-known"] ?? "",
  ];
  lines.push((schema as DescribedSchema)["x-text"] ?? "");
  return lines.filter((line) => line !== "").join("\n\n");
}

/** Sentences about one value, each empty where its fact is not there. */
export interface LimitLines {
  items: string;
  range: string;
  length: string;
  unit: string;
  format: string;
  default: string;
}

/**
 * What a field may hold.
 * @param item the schema of its items where it is a list, otherwise that of the field again
 */
export function limitLines(schema: Schema, item: Schema): LimitLines {
  return {
    items: itemsLine(schema),
    range: rangeLine(item),
    length: lengthLine(item),
    unit: item["x-omada-unit"] === undefined ? "" : `Unit: ${item["x-omada-unit"]}`,
    format: item["x-omada-format"] === undefined ? "" : `Format: ${item["x-omada-format"]}`,
    default: defaultLine(schema.default ?? item.default ?? item["x-omada-default"]),
  };
}

function valuesLine(rows: readonly ValueRow[] | undefined): string {
  if (!rows?.some(({ label }) => label !== undefined)) return "";
  const shown = rows
    .slice(0, MAX_VALUES)
    .map(({ value, label }) => (label === undefined ? `${value}` : `${value} = ${label}`));
  return shown.join(", ") + (rows.length > MAX_VALUES ? ", …" : "");
}

/** How many items a list takes. */
function itemsLine({ minItems, maxItems }: Schema): string {
  if (minItems === undefined && maxItems === undefined) return "";
  if (maxItems === undefined) return `Items: at least ${minItems}`;
  return minItems === undefined ? `Items: at most ${maxItems}` : `Items: ${minItems} to ${maxItems}`;
}

function rangeLine(schema: Schema): string {
  const [low, high] = schema["x-omada-range"] ?? [schema.minimum, schema.maximum];
  if (low === undefined && high === undefined) return "";
  if (high === undefined) return `At least ${low}`;
  return low === undefined ? `At most ${high}` : `Range: ${low} to ${high}`;
}

function lengthLine(schema: Schema): string {
  const [low, high] = schema["x-omada-length"] ?? [schema.minLength, schema.maxLength];
  if (low === undefined && high === undefined) return "";
  return `Length: ${low ?? 0} to ${high ?? "any"} characters`;
}

function defaultLine(value: unknown): string {
  if (value === undefined) return "";
  return `Default: ${typeof value === "string" ? value : JSON.stringify(value)}`;
}

function conditionLine({ kind, field, equals }: Condition): string {
  return `${kind === "required" ? "Required" : "Applies"} when \`${field}\` is ${equals}`;
}
