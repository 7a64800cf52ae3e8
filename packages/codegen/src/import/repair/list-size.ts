import type { RawSchema } from "../raw.js";
import type { Repair } from "./report.js";

const LIMITS = [
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
  for (const [low, high] of LIMITS) {
    if (items[low] !== minItems || items[high] !== maxItems) continue;
    delete items[low];
    delete items[high];
    repairs.push({ kind: "list-size", where, detail: `no ${low}, ${high}` });
  }
}
