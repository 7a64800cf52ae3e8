import type { SchemaFacts } from "../../model/types.js";
import type { RawSchema } from "../raw.js";
import { mineConditions, mineDefault, mineFormat } from "./fields.js";
import { mineLength, mineRange, mineUnit } from "./numbers.js";
import { mineValues } from "./values.js";

const SCALARS = new Set(["integer", "number", "string", "boolean"]);

/**
 * Facts that a description tells about a value. Keywords of the schema itself win over its text.
 * @param siblings names of the members beside it, on which it may depend
 */
export function mineSchemaFacts(
  schema: RawSchema,
  description: string,
  siblings: ReadonlySet<string>,
): SchemaFacts {
  const type = schema.type ?? "";
  const facts: SchemaFacts = {};
  const conditions = mineConditions(description, siblings);
  if (conditions.length > 0) facts["x-omada-conditions"] = conditions;
  if (!SCALARS.has(type)) return facts;
  const fallback = mineDefault(description, type);
  if (fallback !== undefined) facts["x-omada-default"] = fallback;
  if (type === "boolean") return facts;
  const values = schema.enum ? undefined : mineValues(description, type);
  if (values) facts["x-omada-values"] = values;
  return type === "string"
    ? { ...facts, ...stringFacts(schema, description) }
    : { ...facts, ...numberFacts(schema, description) };
}

function numberFacts(schema: RawSchema, description: string): SchemaFacts {
  const facts: SchemaFacts = {};
  const range = completed(mineRange(description), schema.minimum, schema.maximum);
  if (range) facts["x-omada-range"] = range;
  const unit = mineUnit(description);
  if (unit !== undefined) facts["x-omada-unit"] = unit;
  return facts;
}

function stringFacts(schema: RawSchema, description: string): SchemaFacts {
  const facts: SchemaFacts = {};
  const length = completed(mineLength(description), schema.minLength, schema.maxLength);
  if (length) facts["x-omada-length"] = length;
  const format = schema.format === undefined ? mineFormat(description) : undefined;
  if (format !== undefined) facts["x-omada-format"] = format;
  return facts;
}

/** Both bounds where keywords tell one of them at most: that one wins over the text, which still tells the other. */
function completed(
  stated: [number, number] | undefined,
  low: number | undefined,
  high: number | undefined,
): [number, number] | undefined {
  if (!stated || (low !== undefined && high !== undefined)) return undefined;
  return [low ?? stated[0], high ?? stated[1]];
}

/** Adds to a schema, and to everything inside it, what the descriptions tell. The schema is changed. */
export function annotateSchema(
  schema: RawSchema,
  description = schema.description,
  siblings = new Set<string>(),
): void {
  if (schema.type === "array" && schema.items) {
    annotateSchema(schema.items, schema.items.description ?? description, siblings);
  } else if (description !== undefined && schema.$ref === undefined) {
    Object.assign(schema, mineSchemaFacts(schema, description, siblings));
  }
  const members = new Set(Object.keys(schema.properties ?? {}));
  for (const child of Object.values(schema.properties ?? {}))
    annotateSchema(child, child.description, members);
  if (typeof schema.additionalProperties === "object") annotateSchema(schema.additionalProperties);
}
