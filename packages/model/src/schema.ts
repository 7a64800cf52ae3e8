import type { Schema } from "./api-model.js";

const PREFIX = "#/components/schemas/";

/** Name of the schema that a reference points to, or undefined when it points elsewhere. */
export function refName(ref: string): string | undefined {
  if (!ref.startsWith(PREFIX)) return undefined;
  const name = ref.slice(PREFIX.length);
  return name.includes("~") ? name.replaceAll("~1", "/").replaceAll("~0", "~") : name;
}

/** Reference to a schema by its name. */
export function refTo(name: string): string {
  return PREFIX + name;
}

/** Longer chains of references are taken for circles. */
const MAX_HOPS = 32;

/** Follows references until a schema that is not one. Unknown names give an open object. */
export function resolveSchema<S extends Schema>(schemas: ReadonlyMap<string, S>, schema: S | undefined): S {
  const open = {} as S;
  let current = schema ?? open;
  for (let hops = 0; current.$ref !== undefined && hops < MAX_HOPS; hops++) {
    current = schemas.get(refName(current.$ref) ?? "") ?? open;
  }
  return current;
}

/** True when a schema is a sum of flags and a number is one: at least one of the values, and nothing beyond them. */
export function isSumOfFlags(schema: Schema, value: unknown): boolean {
  if (!schema["x-omada-bits"] || typeof value !== "number" || !Number.isInteger(value) || value <= 0)
    return false;
  const flags = (schema["x-omada-values"] ?? []).reduce((all, row) => all | Number(row.value), 0);
  return (value & ~flags) === 0;
}
