import type { Schema } from "./types.js";

/** True when a schema is a sum of flags and a number is one: at least one of the values, and nothing beyond them. */
export function isSumOfFlags(schema: Schema, value: unknown): boolean {
  if (!schema["x-omada-bits"] || typeof value !== "number" || !Number.isInteger(value) || value <= 0)
    return false;
  const flags = (schema["x-omada-values"] ?? []).reduce((all, row) => all | Number(row.value), 0);
  return (value & ~flags) === 0;
}
