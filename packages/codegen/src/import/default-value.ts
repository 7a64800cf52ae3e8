import type { RawSchema } from "./raw.js";
import { isRecord } from "./text-checks.js";

/** One word as identifiers, addresses and times are written: never a sentence. */
const TOKEN = /^[\w.:/+@-]{1,64}$/;
const LONGEST = 200;

/**
 * The default of a schema where it is a fact: a value of the schema's type whose texts are single words.
 * @returns undefined for any other
 */
export function plainDefault({ type, default: value }: RawSchema): unknown {
  if (value === undefined || value === null || !isOfType(type, value)) return undefined;
  return isPlain(value) && JSON.stringify(value).length <= LONGEST ? value : undefined;
}

function isOfType(type: RawSchema["type"], value: unknown): boolean {
  switch (type) {
    case undefined:
      return typeof value !== "object";
    case "object":
      return isRecord(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value === "string") return TOKEN.test(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (isRecord(value))
    return Object.entries(value).every(([key, child]) => TOKEN.test(key) && isPlain(child));
  return true;
}
