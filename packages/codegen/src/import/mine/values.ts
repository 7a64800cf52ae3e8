import type { ValueRow } from "@omada-sdk/model";
import { findKeys } from "./keys.js";
import { labelledRow } from "./label.js";
import { keyedRows, numberRows } from "./tables.js";
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

const TOKEN = /^(?:[A-Za-z]|\d+[A-Za-z])[A-Za-z0-9_+-]*(?: [A-Za-z0-9_+-]+)?$/;
const KEY = /(?:^|[;,.[(\s])["']?([A-Z][A-Z0-9_]{1,40}|[a-z]\w{1,20}(?=\s*:))["']?\s*:\s*/g;
/** What stands before the first number of a table with keys of both kinds: `any: all lamps; 8: …`. */
const LEADING = /^\s*([A-Za-z]\w*)\s*:\s*([^;,]+)[;,]\s*$/;

/** The rows that a text gives a string, behind the phrase that says that a table follows. */
function stringRows(tail: string): ValueRow[] | undefined {
  return wordRows(tail) ?? numericRows(tail) ?? tokenRows(tail);
}

/** The rows of a table of numbers, as a string holds them: `"8"`. */
function numericRows(text: string): ValueRow[] | undefined {
  const [first] = findKeys(text, 2) ?? [];
  const rows = keyedRows(text, 2)?.map((each) => ({ ...each, value: String(each.value) }));
  if (!first || !rows) return undefined;
  const leading = LEADING.exec(text.slice(0, first.start));
  return leading ? [labelledRow(leading[1] ?? "", leading[2] ?? ""), ...rows] : rows;
}

function wordRows(tail: string): ValueRow[] | undefined {
  const keys = [...tail.matchAll(KEY)];
  if (keys.length < 2 || keys[0]?.index !== 0) return undefined;
  return keys.map((match, index) =>
    labelledRow(
      match[1] ?? "",
      tail.slice(match.index + match[0].length, keys[index + 1]?.index ?? tail.length),
    ),
  );
}

function tokenRows(tail: string): ValueRow[] | undefined {
  const sentence = tail.split(/\.(?!\d)|\n|,?\s*\b(?:with|for example|example|e\.g)\b/)[0] ?? "";
  const tokens = sentence
    .replaceAll(/[[\]]/g, "")
    .split(/\s*(?:[,;]|\bor\b|\band\b)+\s*/)
    .map((token) => token.replaceAll(/^["'\s]+|["'\s]+$/g, ""))
    .filter((token) => token !== "");
  return tokens.length > 0 && tokens.every((token) => TOKEN.test(token))
    ? tokens.map((value) => ({ value }))
    : undefined;
}
