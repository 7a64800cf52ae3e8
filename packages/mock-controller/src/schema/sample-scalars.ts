import type { Schema } from "@omada-sdk/model";
import { integerFrom, pickFrom, type Random } from "./random.js";
import { BY_FORMAT, textForName, textForPattern, wholePattern } from "./texts.js";

/** Times in samples lie in the 30 days before this moment, in ms: 1 June 2025. */
const SAMPLE_NOW = 1_748_736_000_000;
const DAY = 86_400_000;
const MAX_TEXT_LENGTH = 256;

type Limits = readonly [low: number, high: number];

const usable = new WeakMap<Schema, readonly (string | number)[]>();

/** One of the values that a schema names, or undefined when it names none of its type. */
export function namedValue(schema: Schema, random: Random): string | number | undefined {
  let values = usable.get(schema);
  if (!values) {
    const named = schema.enum ?? (schema["x-omada-values"] ?? []).map((row) => row.value);
    values = named.filter((value) => isUsable(schema, value));
    usable.set(schema, values);
  }
  return values.length > 0 ? pickFrom(random, values) : undefined;
}

function isUsable(schema: Schema, value: string | number): boolean {
  if (schema.type === "integer")
    return Number.isInteger(value) && isWithin(value as number, limitsOf(schema));
  if (schema.type === "number") return typeof value === "number" && isWithin(value, limitsOf(schema));
  if (schema.type !== "string" || typeof value !== "string") return false;
  const [low, high] = lengthsOf(schema);
  if (value.length < low || value.length > high) return false;
  return schema.pattern === undefined || wholePattern(schema.pattern)?.test(value) !== false;
}

function isWithin(value: number, [low, high]: Limits): boolean {
  return value >= low && value <= high;
}

function limitsOf(schema: Schema): Limits {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const range = schema["x-omada-range"] ?? [minimum, maximum];
  const low = Math.max(minimum, range[0]);
  const high = Math.min(maximum, range[1]);
  return low <= high ? [low, high] : [minimum, maximum];
}

function lengthsOf(schema: Schema): Limits {
  const { minLength = 0, maxLength = MAX_TEXT_LENGTH } = schema;
  const lengths = schema["x-omada-length"] ?? [minLength, maxLength];
  const low = Math.max(minLength, lengths[0]);
  const high = Math.min(maxLength, lengths[1]);
  return low <= high ? [low, high] : [minLength, maxLength];
}

/** A whole number within a schema's limits; its name and unit decide where the limits leave it open. */
export function sampleInteger(schema: Schema, name: string, random: Random): number {
  const [low, high] = limitsOf(schema);
  if (isTime(schema, name) && low <= SAMPLE_NOW - 30 * DAY && high >= SAMPLE_NOW) {
    return SAMPLE_NOW - integerFrom(random, 0, 30 * DAY);
  }
  const [likelyLow, likelyHigh] = likelyLimits(name, schema["x-omada-unit"]);
  const first = Math.ceil(Number.isFinite(low) ? low : Math.min(likelyLow, high));
  const last = Math.floor(Number.isFinite(high) ? high : Math.max(likelyHigh, first));
  return integerFrom(random, first, last);
}

function isTime(schema: Schema, name: string): boolean {
  if (schema.format !== "int64") return false;
  return /time|seen|last|date|created|start|end$/i.test(name) && schema["x-omada-unit"] !== "s";
}

function likelyLimits(name: string, unit: string | undefined): Limits {
  if (/vlan|vid$|pvid/i.test(name)) return [1, 4094];
  if (/util|percent|score/i.test(name)) return [0, 100];
  if (/rssi/i.test(name)) return [-80, -40];
  // A mask of 2.4, 5 and 6 GHz; without any, controllers refuse it.
  if (name === "band") return [1, 7];
  if (/port$/i.test(name)) return [1, 8];
  if (unit === "s") return [0, 86_400];
  if (/total|bytes|traffic|rate|packet/i.test(name)) return [0, 1_000_000];
  return [0, 10];
}

/** A number with at most two decimals within a schema's limits. */
export function sampleNumber(schema: Schema, random: Random): number {
  const [low, high] = limitsOf(schema);
  const first = Number.isFinite(low) ? low : Math.min(0, high);
  const last = Number.isFinite(high) ? high : first + 100;
  const rounded = Math.round((first + random() * (last - first)) * 100) / 100;
  return Math.min(Math.max(rounded, first), last);
}

/** A text that satisfies a schema's pattern, format and lengths. */
export function sampleString(schema: Schema, name: string, random: Random): string {
  const lengths = lengthsOf(schema);
  const maker = BY_FORMAT[schema["x-omada-format"] ?? ""] ?? textForName;
  const made = maker(random, name);
  if (schema.pattern !== undefined) return textForPattern(schema.pattern, random, lengths, [made]);
  return made.slice(0, lengths[1]).padEnd(lengths[0], "x");
}
