import { resolveSchema, type Schema } from "@omada-sdk/codegen/model";
import { accepts, isRecord } from "./accepts.js";

/**
 * Puts known members into a sampled object: only those that the schema declares, and only where it accepts the value.
 */
export function overlay(
  schemas: ReadonlyMap<string, Schema>,
  schema: Schema,
  sampled: unknown,
  known: Readonly<Record<string, unknown>>,
): unknown {
  if (!isRecord(sampled)) return sampled;
  const row: Record<string, unknown> = { ...sampled };
  for (const [name, property] of Object.entries(resolveSchema(schemas, schema).properties ?? {})) {
    if (!Object.hasOwn(known, name)) continue;
    const value = known[name];
    if (accepts(schemas, property, value, { required: true })) row[name] = value;
  }
  return row;
}
