import type { ValueRow } from "../../model/types.js";
import { findKeys } from "./keys.js";
import { label } from "./label.js";
import { keyedRows } from "./tables.js";

const TOKEN = /^(?:[A-Za-z]|\d+[A-Za-z])[A-Za-z0-9_+-]*(?: [A-Za-z0-9_+-]+)?$/;
const KEY = /(?:^|[;,.[(\s])["']?([A-Z][A-Z0-9_]{1,40}|[a-z]\w{1,20}(?=\s*:))["']?\s*:\s*/g;
/** What stands before the first number of a table with keys of both kinds: `any: all lamps; 8: …`. */
const LEADING = /^\s*([A-Za-z]\w*)\s*:\s*([^;,]+)[;,]\s*$/;

/** The rows that a text gives a string, behind the phrase that says that a table follows. */
export function stringRows(tail: string): ValueRow[] | undefined {
  return wordRows(tail) ?? numericRows(tail) ?? tokenRows(tail);
}

/** The rows of a table of numbers, as a string holds them: `"8"`. */
export function numericRows(text: string): ValueRow[] | undefined {
  const [first] = findKeys(text, 2) ?? [];
  const rows = keyedRows(text, 2)?.map((each) => ({ ...each, value: String(each.value) }));
  if (!first || !rows) return undefined;
  const leading = LEADING.exec(text.slice(0, first.start));
  return leading ? [row(leading[1] ?? "", leading[2] ?? ""), ...rows] : rows;
}

function wordRows(tail: string): ValueRow[] | undefined {
  const keys = [...tail.matchAll(KEY)];
  if (keys.length < 2 || keys[0]?.index !== 0) return undefined;
  return keys.map((match, index) =>
    row(match[1] ?? "", tail.slice(match.index + match[0].length, keys[index + 1]?.index ?? tail.length)),
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

function row(value: string, words: string): ValueRow {
  const text = label(words);
  return text === undefined ? { value } : { value, label: text };
}
