import type { ValueRow } from "../../model/types.js";
import { numericRows, stringRows } from "./string-tables.js";
import { numberRows } from "./tables.js";
import { masked, plain } from "./text.js";

const TRIGGER =
  /(?:(?:should|must|can|will|may)\s+(?:be|contain)|is|are|enter|as|contain)\s+(?:an?\s+|the\s+|one\s+of\s+the\s+)?(?:following\s+)?(?:values?|list)\s+(?:as\s+follows?|as\s+follow|below)\s*[:,.]?\s*|enumeration values?\s*:\s*|(?:should|must)\s+be\s+as\s+follows?\s*:\s*|one\s+of\s+the\s+following\s+(?:\w+\s+)?types\s*:\s*/gi;
/** Tables whose keys are positions, bits or keys of a map do not list the values of the field. */
const NOT_VALUES =
  /\bindex|\bindices|\bbit\b|\bbit ?mask|\bmap\b.{0,60}\bkey\b|\bkeys? (?:is|are)\b.{0,60}\bvalues? (?:is|are)\b/i;

/**
 * The value table that a text gives a field, or undefined when there is none or it cannot be trusted
 * (two tables in one text, repeated keys, keys that are positions).
 * @param inUrl whether the value travels as text whatever its type says. Elsewhere the keys `0` and `1` of a string
 *   may be numbers of its names and not what is sent, unless a phrase says that the values follow
 */
export function mineValues(description: string, type: string, inUrl = false): ValueRow[] | undefined {
  const text = plain(description);
  if (NOT_VALUES.test(text)) return undefined;
  const starts = [...masked(text).matchAll(TRIGGER)];
  if (starts.length > 1) return undefined;
  const trigger = starts[0];
  const tail = trigger ? text.slice(trigger.index + trigger[0].length) : text;
  const rows =
    type === "string" ? rowsOfString(tail, trigger, inUrl) : numberRows(tail, trigger !== undefined);
  if (!rows || rows.length === 0) return undefined;
  if (new Set(rows.map(({ value }) => value)).size !== rows.length) return undefined;
  if (type === "integer" && !rows.every(({ value }) => Number.isInteger(value))) return undefined;
  return rows;
}

function rowsOfString(tail: string, trigger: unknown, inUrl: boolean): ValueRow[] | undefined {
  if (trigger !== undefined) return stringRows(tail);
  return inUrl ? numericRows(tail) : undefined;
}
