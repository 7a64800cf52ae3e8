import type { ValueRow } from "../../model/types.js";
import { findKeys } from "./keys.js";
import { label, masked, plain } from "./text.js";

const TRIGGER =
  /(?:(?:should|must|can|will|may)\s+(?:be|contain)|is|are|enter|as|contain)\s+(?:an?\s+|the\s+|one\s+of\s+the\s+)?(?:following\s+)?(?:values?|list)\s+(?:as\s+follows?|as\s+follow|below)\s*[:,.]?\s*|enumeration values?\s*:\s*/gi;
const DASH = /(?<![\d.])(\d{1,3})\s*-\s*([A-Za-z][^,;\n]*)/g;
const MEANS = /(?<![\d.])(\d{1,3})\s+(?:means|represents|indicates)\s+([^,;\n]*)/g;
const NUMBERS = /^[\s[]*(-?\d+(?:\.\d+)?(?:\s*(?:,|;|\bor\b|\band\b)+\s*-?\d+(?:\.\d+)?)*)/;
/** Tables whose keys are positions, bits or keys of a map do not list the values of the field. */
const NOT_VALUES =
  /\bindex|\bindices|\bbit\b|\bbit ?mask|\bmap\b.{0,60}\bkey\b|\bkeys? (?:is|are)\b.{0,60}\bvalues? (?:is|are)\b/i;

/**
 * The value table that a text gives a field, or undefined when there is none or it cannot be trusted
 * (two tables in one text, repeated keys, keys that are positions).
 */
export function mineValues(description: string, type: string): ValueRow[] | undefined {
  const text = plain(description);
  if (NOT_VALUES.test(text)) return undefined;
  const starts = [...masked(text).matchAll(TRIGGER)];
  if (starts.length > 1) return undefined;
  const trigger = starts[0];
  const tail = trigger ? text.slice(trigger.index + trigger[0].length) : text;
  const rows =
    type === "string" ? (trigger ? stringRows(tail) : undefined) : numberRows(tail, trigger !== undefined);
  if (!rows || rows.length === 0) return undefined;
  if (new Set(rows.map(({ value }) => value)).size !== rows.length) return undefined;
  if (type === "integer" && !rows.every(({ value }) => Number.isInteger(value))) return undefined;
  return rows;
}

function numberRows(text: string, triggered: boolean): ValueRow[] | undefined {
  const keyed = keyedRows(text, triggered ? 1 : 2);
  if (keyed) return keyed;
  for (const form of triggered ? [DASH, MEANS] : [MEANS]) {
    const rows = [...text.matchAll(form)].map(([, key, words]) => row(Number(key), words ?? ""));
    if (rows.length >= 2) return rows;
  }
  if (!triggered) return undefined;
  const list = NUMBERS.exec(text)?.[1];
  if (list === undefined) return undefined;
  const listed = list.split(/\s*(?:,|;|\bor\b|\band\b)+\s*/).map(Number);
  const tail = text.slice(text.indexOf(list) + list.length);
  if (/^\s*[-–~%]/.test(tail)) return undefined;
  return listed.map((value) => ({ value }));
}

function keyedRows(text: string, fewest: number): ValueRow[] | undefined {
  const keys = findKeys(text, fewest);
  return keys?.map(({ value, end }, index) => row(value, text.slice(end, keys[index + 1]?.start)));
}

function row(value: number, words: string): ValueRow {
  const text = label(words);
  return text === undefined ? { value } : { value, label: text };
}

const TOKEN = /^[A-Za-z][A-Za-z0-9_+-]*(?: [A-Za-z0-9_+-]+)?$/;
const STRING_KEY = /(?:^|[;,.[(\s])["']?([A-Z][A-Z0-9_]{1,40}|[a-z]\w{1,20}(?=\s*:))["']?\s*:\s*/g;

function stringRows(tail: string): ValueRow[] | undefined {
  const keys = [...tail.matchAll(STRING_KEY)];
  if (keys.length >= 2 && keys[0]?.index === 0) {
    return keys.map((match, index) => {
      const words = tail.slice(match.index + match[0].length, keys[index + 1]?.index ?? tail.length);
      const text = label(words);
      const value = match[1] ?? "";
      return text === undefined ? { value } : { value, label: text };
    });
  }
  const sentence = tail.split(/\.(?!\d)|\n|,?\s*with\b/)[0] ?? "";
  const tokens = sentence
    .replaceAll(/[[\]]/g, "")
    .split(/\s*(?:[,;]|\bor\b|\band\b)+\s*/)
    .map((token) => token.replaceAll(/^["'\s]+|["'\s]+$/g, ""))
    .filter((token) => token !== "");
  return tokens.length > 0 && tokens.every((token) => TOKEN.test(token))
    ? tokens.map((value) => ({ value }))
    : undefined;
}
