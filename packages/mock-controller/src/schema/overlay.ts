import { resolveSchema, type Schema } from "@omada-sdk/codegen/model";
import { accepts, isRecord } from "./accepts.js";

/**
 * Puts known members into a sampled object: only those that the schema declares, and only where it accepts the value.
 * A member known to be undefined is taken out, unless the schema requires it.
 */
export function overlay(
  schemas: ReadonlyMap<string, Schema>,
  schema: Schema,
  sampled: unknown,
  known: Readonly<Record<string, unknown>>,
): unknown {
  if (!isRecord(sampled)) return sampled;
  const row: Record<string, unknown> = { ...sampled };
  const { properties = {}, required = [] } = resolveSchema(schemas, schema);
  for (const [name, property] of Object.entries(properties)) {
    if (!Object.hasOwn(known, name)) continue;
    const value = known[name];
    if (value === undefined && !required.includes(name)) delete row[name];
    else if (accepts(schemas, property, value, { required: true })) row[name] = value;
  }
  return row;
}
