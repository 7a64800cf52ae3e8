import { resolveSchema, type Schema, type Schemas } from "@omada-sdk/model";
import { accepts, isRecord } from "./check.js";

/**
 * Puts known members into a sampled object: only those that the schema declares, and only where it accepts the value.
 * A member known to be undefined is taken out, unless the schema requires it.
 */
export function withKnownMembers(
  schemas: Schemas,
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

/**
 * A value as a schema shows it: objects inside keep the members that the schema declares, and texts are spelt as in
 * its value table. What was written in the form of one operation is read in the form of another.
 * @returns undefined for a value that the table does not have
 */
function shapeAs(schemas: Schemas, declared: Schema, value: unknown): unknown {
  if (typeof value === "string" || typeof value === "number")
    return spelledAs(resolveSchema(schemas, declared), value);
  if (typeof value !== "object" || value === null) return value;
  const { properties, items, additionalProperties } = resolveSchema(schemas, declared);
  if (Array.isArray(value)) return items ? shapedItems(schemas, items, value) : value;
  if (!properties || additionalProperties || !isRecord(value)) return value;
  return shapeMembers(schemas, properties, value);
}

function shapedItems(schemas: Schemas, items: Schema, values: readonly unknown[]): unknown[] {
  return values.map((item) => shapeAs(schemas, items, item)).filter((item) => item !== undefined);
}

/** The declared members of an object, each in the form of its schema. */
export function shapeMembers(
  schemas: Schemas,
  properties: Readonly<Record<string, Schema>>,
  members: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shaped: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (!Object.hasOwn(members, name)) continue;
    const value = shapeAs(schemas, schema, members[name]);
    // What is known to be absent stays so; what the schema has no value for is not known here.
    if (value !== undefined || members[name] === undefined) shaped[name] = value;
  }
  return shaped;
}

/**
 * A pattern goes before the table, whose texts are spelt for readers (`mode` of an AP's IP setting: `static`,
 * "Static").
 */
function spelledAs(schema: Schema, value: string | number): string | number | undefined {
  if (schema.pattern !== undefined || schema["x-omada-bits"]) return value;
  const table = schema["x-omada-values"]?.map((row) => row.value);
  if (!table || table.length === 0 || table.includes(value)) return value;
  return table.find((known) => String(known).toLowerCase() === String(value).toLowerCase());
}
