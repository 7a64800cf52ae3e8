import { resolveSchema, type Schema } from "@omada-sdk/codegen/model";

type Schemas = ReadonlyMap<string, Schema>;

/** Rules that depend on who asks. */
export interface AcceptRules {
  /** Whether members that a schema requires must be there. Sparse bodies of PATCH do without. */
  required: boolean;
}

/** Tells whether a schema accepts a value: types, enums, patterns, limits, lengths and, if asked, required members. */
export function accepts(schemas: Schemas, declared: Schema, value: unknown, rules: AcceptRules): boolean {
  const schema = resolveSchema(schemas, declared);
  if (schema.enum && !schema.enum.includes(value as string)) return false;
  switch (schema.type) {
    case "string":
      return typeof value === "string" && acceptsText(schema, value);
    case "integer":
      return Number.isSafeInteger(value) && acceptsNumber(schema, value as number);
    case "number":
      return typeof value === "number" && acceptsNumber(schema, value);
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value) && acceptsItems(schemas, schema, value, rules);
    case "object":
      return isRecord(value) && acceptsMembers(schemas, schema, value, rules);
    default:
      return true;
  }
}

/** A JSON object, not an array and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function acceptsText({ minLength = 0, maxLength = Infinity, pattern }: Schema, value: string): boolean {
  if (value.length < minLength || value.length > maxLength) return false;
  if (pattern === undefined) return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function acceptsNumber({ minimum = -Infinity, maximum = Infinity }: Schema, value: number): boolean {
  return value >= minimum && value <= maximum;
}

function acceptsItems(schemas: Schemas, schema: Schema, value: unknown[], rules: AcceptRules): boolean {
  const { minItems = 0, maxItems = Infinity, items } = schema;
  if (value.length < minItems || value.length > maxItems) return false;
  return items === undefined || value.every((item) => accepts(schemas, items, item, rules));
}

function acceptsMembers(
  schemas: Schemas,
  schema: Schema,
  value: Record<string, unknown>,
  rules: AcceptRules,
): boolean {
  if (rules.required && schema.required?.some((name) => !Object.hasOwn(value, name))) return false;
  return Object.entries(schema.properties ?? {}).every(
    ([name, property]) =>
      !Object.hasOwn(value, name) || value[name] === null || accepts(schemas, property, value[name], rules),
  );
}
