import type { RawSchema } from "../raw.js";
import { translatePattern } from "./pattern.js";
import type { Repair } from "./report.js";

const UNBOUNDED = 2_147_483_647;
const UPPER = ["maximum", "maxLength", "maxItems"] as const;

/** Java's Integer.MAX_VALUE as an upper bound means that there is none. */
export function repairBounds(schema: RawSchema, where: string, repairs: Repair[]): void {
  for (const keyword of UPPER) {
    if (schema[keyword] === UNBOUNDED) {
      delete schema[keyword];
      repairs.push({ kind: "unbounded", where, detail: `no ${keyword}` });
    }
  }
  for (const keyword of ["minLength", "minItems"] as const) {
    if (schema[keyword] === 0) delete schema[keyword];
  }
}

/** Java patterns become JavaScript ones; one that cannot is dropped, because no client could check it. */
export function repairPattern(schema: RawSchema, where: string, repairs: Repair[]): void {
  if (schema.pattern === undefined) return;
  const translated = translatePattern(schema.pattern);
  if (translated === schema.pattern) return;
  if (translated === undefined) {
    delete schema.pattern;
    repairs.push({ kind: "pattern-dropped", where });
  } else {
    schema.pattern = translated;
    repairs.push({ kind: "pattern", where });
  }
}

const SIZES = [
  ["minLength", "maxLength"],
  ["minimum", "maximum"],
] as const;

/**
 * Takes the size of a list off its items: springdoc writes Java's `@Size` of a list on both, where it says that each
 * text has as many characters, or each number is as large, as the list has entries.
 */
export function repairListSize(schema: RawSchema, where: string, repairs: Repair[]): void {
  const { type, items, minItems, maxItems } = schema;
  if (type !== "array" || !items || (minItems === undefined && maxItems === undefined)) return;
  for (const [low, high] of SIZES) {
    if (items[low] !== minItems || items[high] !== maxItems) continue;
    delete items[low];
    delete items[high];
    repairs.push({ kind: "list-size", where, detail: `no ${low}, ${high}` });
  }
}
