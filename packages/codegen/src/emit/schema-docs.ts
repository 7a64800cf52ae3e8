import type { Condition, Schema, ValueRow } from "@omada-sdk/model";
import type { DescribedSchema } from "./document-texts.js";

const MAX_VALUES = 24;

/** The doc comment of a field, written from its facts; empty when there are none. */
export function schemaDoc(schema: Schema): string {
  const item = schema.type === "array" ? (schema.items ?? {}) : schema;
  const lines = [
    (item["x-omada-bits"] ? "Sum of: " : "") + valuesLine(item["x-omada-values"]),
    itemsLine(schema),
    rangeLine(item),
    lengthLine(item),
    item["x-omada-unit"] === undefined ? "" : `Unit: ${item["x-omada-unit"]}`,
    item["x-omada-format"] === undefined ? "" : `Format: ${item["x-omada-format"]}`,
    item.pattern === undefined ? "" : `Pattern: \`${item.pattern}\``,
    defaultLine(schema.default ?? item.default ?? item["x-omada-default"]),
    ...(schema["x-omada-conditions"] ?? []).map(conditionLine),
    (schema as { "x-known"?: string })["x-known"] ?? "",
  ];
  lines.push((schema as DescribedSchema)["x-text"] ?? "");
  return lines.filter((line) => line !== "").join("\n\n");
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
