import { isSumOfFlags, type Schema } from "@omada-sdk/model";

const INT32 = 2 ** 31;
/** More values than these are no help in a message. */
const SHOWN_VALUES = 16;

/** In what a text differs from what its schema allows, such as `has 1 to 64 characters`. */
export function textProblem(schema: Schema, value: unknown): string | undefined {
  if (typeof value !== "string") return "is a text";
  const { length } = value;
  const [shortest, longest] = schema["x-omada-length"] ?? [0, Number.POSITIVE_INFINITY];
  const least = Math.max(schema.minLength ?? 0, shortest);
  const most = Math.min(schema.maxLength ?? Number.POSITIVE_INFINITY, longest);
  if (length < least || length > most) return `has ${between(least, most)} characters`;
  const values = namedValues(schema)?.map(String);
  const wanted = value.toLowerCase();
  // Tables come from texts, which write values in another case than controllers; beside a pattern it decides.
  const isNamed = schema.enum
    ? values?.includes(value)
    : schema.pattern !== undefined || values?.some((each) => each.toLowerCase() === wanted);
  if (values && !isNamed) return `is ${valuesText(schema)}`;
  const { pattern } = schema;
  return pattern === undefined || (wholePattern(pattern)?.test(value) ?? true)
    ? undefined
    : `does not have the form ${pattern}`;
}

/** The same of a number. */
export function numberProblem(schema: Schema, value: unknown): string | undefined {
  const isWhole = schema.type === "integer";
  if (typeof value !== "number" || !Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value)))
    return isWhole ? "is a whole number" : "is a number";
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const isSmall = schema.format === "int32";
  const least = Math.max(minimum, isSmall ? -INT32 : minimum);
  const most = Math.min(maximum, isSmall ? INT32 - 1 : maximum);
  if (value < least || value > most) return `is ${between(least, most)}`;
  if (schema["x-omada-bits"])
    return isSumOfFlags(schema, value) ? undefined : `is a sum of ${valuesText(schema)}`;
  const range = schema["x-omada-range"];
  const inRange = range === undefined ? undefined : value >= range[0] && value <= range[1];
  const rangeText = range && `${between(...range)}${unitOf(schema)}`;
  const values = namedValues(schema);
  if (!values) return inRange === false ? `is ${rangeText}` : undefined;
  // Beside a range, a table names the values that mean something of their own.
  if (values.includes(value) || (!schema.enum && inRange)) return undefined;
  return `is ${valuesText(schema)}${!schema.enum && rangeText ? `, or ${rangeText}` : ""}`;
}

/** The same of a list, without its items. */
export function listProblem(
  { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems }: Schema,
  value: unknown[],
) {
  if (value.length < minItems || value.length > maxItems) return `has ${between(minItems, maxItems)} items`;
  const isTwice = uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length;
  return isTwice ? "has the same item twice" : undefined;
}

/** A table of one row comes from a text that explains a single value, and says nothing of the others. */
function namedValues(schema: Schema): (string | number)[] | undefined {
  if (schema.enum) return schema.enum;
  const table = schema["x-omada-values"];
  return table && table.length > 1 ? table.map(({ value }) => value) : undefined;
}

/** `0 (off), 1 (on)` */
function valuesText(schema: Schema): string {
  const labels = new Map((schema["x-omada-values"] ?? []).map(({ value, label }) => [value, label]));
  const values = schema.enum ?? [...labels.keys()];
  const shown = values.slice(0, SHOWN_VALUES).map((value) => {
    const label = labels.get(value);
    return label === undefined || label === String(value) ? String(value) : `${value} (${label})`;
  });
  return `one of ${shown.join(", ")}${values.length > SHOWN_VALUES ? ", ..." : ""}`;
}

function between(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `${least} or more`;
  if (least === Number.NEGATIVE_INFINITY) return `${most} or less`;
  return least === most ? `${least}` : `${least} to ${most}`;
}

function unitOf(schema: Schema): string {
  const unit = schema["x-omada-unit"];
  return unit === undefined ? "" : ` ${unit}`;
}

function wholePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return undefined;
  }
}
