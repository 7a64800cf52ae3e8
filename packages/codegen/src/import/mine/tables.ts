import type { ValueRow } from "@omada-sdk/model";
import { findKeys } from "./keys.js";
import { labelledRow } from "./label.js";

const DASH = /(?<![\d.])(\d{1,3})\s*-\s*([A-Za-z][^,;\n]*)/g;
const VERB = "(?:means|menas|represents|indicates|stands for)";
const MEANS = new RegExp(
  String.raw`(?<!\d|\d\.)(\d{1,3})(?:\/null)?,?\s+${VERB}\s+(.*?)(?=[,;\n]|\.\s|\.?$|\.\d+ ${VERB}|,?\s+and\s+\d+\s+${VERB})`,
  "g",
);
const IS = /(?:^|[,.:]\s*|\band\s+)(\d{1,3})\s+is\s+([^,;\n]*?)(?=,|\.\s|\.?$|\s+and\s+\d+\s+is\b)/g;
const ELISION = /\.\.\.|…/;
const NAMED = /(?:^|[\s,(])([A-Za-z][A-Za-z0-9_-]*)\s*[:=]\s*(-?\d+)(?=\s*(?:[,;.)]|and\b|or\b|$))/g;
const CALLED = /(?:^|[\s,(])((?=[\w.-]*[A-Za-z])[A-Za-z0-9][\w.-]*)\((-?\d+)\)/g;
const NUMBERS = /^[\s[]*(-?\d+(?:\.\d+)?(?:\s*(?:,|;|\bor\b|\band\b)+\s*-?\d+(?:\.\d+)?)*)/;

/** The rows of a table of numbers. @param triggered whether a phrase before it says that a table follows */
export function numberRows(text: string, triggered: boolean): ValueRow[] | undefined {
  const rows =
    (triggered ? commaRows(text) : undefined) ??
    keyedRows(text, triggered ? 1 : 2) ??
    namedRows(text) ??
    dashRows(text, triggered) ??
    wordedRows(text);
  return rows ?? (triggered ? bareRows(text) : undefined);
}

/** The rows of `0: red; 1: green` or `0=red 1=green`. */
export function keyedRows(text: string, minimum: number): ValueRow[] | undefined {
  const keys = findKeys(text, minimum);
  return keys?.map(({ value, end }, index) => labelledRow(value, text.slice(end, keys[index + 1]?.start)));
}

/** `0, red; 1, green`. */
function commaRows(text: string): ValueRow[] | undefined {
  if (!/^\s*-?\d+\s*,\s*[A-Za-z]/.test(text)) return undefined;
  const parts = (text.split(/\.(?:\s|$)|\n/)[0] ?? "")
    .split(";")
    .map((part) => /^\s*(-?\d+)\s*[,:]\s*([A-Za-z].*)$/.exec(part));
  if (parts.length < 2 || parts.includes(null)) return [];
  return parts.map((part) => labelledRow(Number(part?.[1]), part?.[2] ?? ""));
}

/** `red: 0, green: 1` or `red(0), green(1)`, each entry next to the one before. */
function namedRows(text: string): ValueRow[] | undefined {
  for (const form of [NAMED, CALLED]) {
    const entries = [...text.matchAll(form)];
    const isList = entries.slice(1).every((entry, index) => {
      const previous = entries[index];
      if (!previous) return false;
      return /^[\s,;]*(?:and|or)?$/.test(text.slice(previous.index + previous[0].length, entry.index));
    });
    if (entries.length > 1 && isList)
      return entries.map(([, words, value]) => labelledRow(Number(value), words ?? ""));
  }
  return undefined;
}

/** `0-red, 1-green`; without a phrase before it only behind punctuation, counting up by one. */
function dashRows(text: string, triggered: boolean): ValueRow[] | undefined {
  const entries = [...text.matchAll(DASH)];
  if (entries.length < 2) return undefined;
  const rows = entries.map(([, key, words]) => labelledRow(Number(key), words ?? ""));
  const counts = rows.every(
    ({ value }, index) => index === 0 || value === Number(rows[index - 1]?.value) + 1,
  );
  const stands = /(?:^|[:,.])\s*$/.test(text.slice(0, entries[0]?.index));
  return triggered || (counts && stands) ? rows : undefined;
}

/** `0 means red, 1 means green`. Equal meanings, or a table that is only given in part, are none. */
function wordedRows(text: string): ValueRow[] | undefined {
  if (ELISION.test(text)) return undefined;
  for (const form of [MEANS, IS]) {
    const rows = [...text.matchAll(form)].map(([, key, words]) => labelledRow(Number(key), words ?? ""));
    const labels = rows.flatMap((each) => each.label ?? []);
    if (rows.length < 2 || new Set(labels).size !== labels.length) continue;
    if (form === MEANS || labels.length === rows.length) return rows;
  }
  return undefined;
}

/** `20, 40 or 80`, values without a meaning. */
function bareRows(text: string): ValueRow[] | undefined {
  const list = NUMBERS.exec(text)?.[1];
  if (list === undefined) return undefined;
  const tail = text.slice(text.indexOf(list) + list.length);
  if (/^\s*[-–~%]|^\s*,\s*[A-Za-z]/.test(tail)) return undefined;
  return list.split(/\s*(?:,|;|\bor\b|\band\b)+\s*/).map((value) => ({ value: Number(value) }));
}
