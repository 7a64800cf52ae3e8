import { isSumOfFlags, type Schema } from "@omada-sdk/model";
import { wholePattern } from "./texts.js";

/** Whether a value is one that a schema accepts. */
export type Check = (value: unknown) => boolean;

const INT32 = 2 ** 31;
const searchPatterns = new Map<string, RegExp | undefined>();

/**
 * The check of a text.
 * @param extensions whether the `x-omada-*` keywords count too. Then a pattern has to match the whole text, as the
 *   annotation that it comes from does; a JSON Schema is content with a part
 */
export function textCheck(schema: Schema, extensions: boolean): Check {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  const [shortest, longest] = (extensions && schema["x-omada-length"]) || [0, Number.POSITIVE_INFINITY];
  const named = namedTexts(schema, extensions);
  const matches =
    pattern === undefined ? undefined : extensions ? wholePattern(pattern) : searchedPattern(pattern);
  return (value) => {
    if (typeof value !== "string") return false;
    const { length } = value;
    if (length < minLength || length > maxLength || length < shortest || length > longest) return false;
    return (named?.(value) ?? true) && (matches?.test(value) ?? true);
  };
}

/**
 * The texts that a schema names. Tables are written in another case than the pattern of the same member asks for
 * (`Static` for `static|dhcp` in the document of 5.15), so case does not count, and beside a pattern they do not.
 */
function namedTexts(schema: Schema, extensions: boolean): Check | undefined {
  const named = namedValues(schema, extensions);
  if (schema.enum) return (value) => named?.has(value as string) === true;
  if (!named || schema.pattern !== undefined) return undefined;
  const lower = new Set([...named].map((value) => String(value).toLowerCase()));
  return (value) => lower.has((value as string).toLowerCase());
}

/** The check of a number. @param extensions whether the `x-omada-*` keywords count too */
export function numberCheck(schema: Schema, extensions: boolean): Check {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const range = extensions ? schema["x-omada-range"] : undefined;
  const named = namedValues(schema, extensions);
  const closed = schema.enum !== undefined;
  const whole = schema.type === "integer";
  const small = extensions && schema.format === "int32";
  const isSum = extensions && schema["x-omada-bits"] === true;
  return (value) => {
    if (typeof value !== "number" || !Number.isFinite(value) || (whole && !Number.isSafeInteger(value)))
      return false;
    if (value < minimum || value > maximum) return false;
    if (small && (value >= INT32 || value < -INT32)) return false;
    if (isSum) return isSumOfFlags(schema, value);
    const inRange = range && value >= range[0] && value <= range[1];
    // Beside a range, a table names the values that mean something of their own.
    if (named) return named.has(value) || (!closed && inRange === true);
    return inRange ?? true;
  };
}

/**
 * The values that a schema has; undefined when it names none. Tables of one row come from texts that explain a single
 * value (`0: not limited`) and say nothing of the others.
 */
function namedValues(schema: Schema, extensions: boolean): ReadonlySet<string | number> | undefined {
  if (schema.enum) return new Set(schema.enum);
  const table = extensions ? schema["x-omada-values"] : undefined;
  return table && table.length > 1 ? new Set(table.map((row) => row.value)) : undefined;
}

function searchedPattern(pattern: string): RegExp | undefined {
  if (!searchPatterns.has(pattern)) {
    try {
      searchPatterns.set(pattern, new RegExp(pattern, "u"));
    } catch {
      searchPatterns.set(pattern, undefined);
    }
  }
  return searchPatterns.get(pattern);
}
