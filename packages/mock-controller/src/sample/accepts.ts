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
  return pattern === undefined || searchPattern(pattern)?.test(value) !== false;
}

const compiled = new Map<string, RegExp | undefined>();

/** A pattern that a text has to match somewhere, or undefined when it is not valid in JavaScript. */
function searchPattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    try {
      compiled.set(pattern, new RegExp(pattern, "u"));
    } catch {
      compiled.set(pattern, undefined);
    }
  }
  return compiled.get(pattern);
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
