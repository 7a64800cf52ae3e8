import type { ValueRow } from "@omada-sdk/model";

const LABEL = /^[A-Za-z0-9][A-Za-z0-9 ()/.,&+:%'"_<>=*-]*$/;

/** Labels up to this many words are facts; a longer text is a sentence, which a snapshot must not hold. */
const MAX_WORDS = 5;
const MAX_CHARACTERS = 48;

/**
 * Where a label ends: a new entry, a new sentence, a note in parentheses behind a full stop. A dot inside of a name
 * (`G.Lte`, `lamps.example`) ends nothing.
 */
const END = /[;\n\]]|\.\s|\.$|\.[^\w\s]|\.(?=[A-Z][a-z]+[\s,:])|\s(?=(?:If|When|Note|It) )|\/\//;
/** A comma behind which a clause explains the label. */
const CLAUSE =
  /,\s*(?:and\s+)?(?:(?:it|its|which|when|if|only|this|the|but|parameter|valid|effective|otherwise|example)\b|default|\d+ is\b)/i;
/** A part in parentheses that says when the value counts, not what it means. */
const REMARK = /\s*\((?:(?:only|valid|default|for example|e\.g)\b|[^()]*\b(?:required|when)\b)[^)]*\)?/gi;
const PARENTHESES = /\s*\((?:[^()]|\([^()]*\))*\)/g;
const PLACEHOLDER = /\bparameters?\s*\[/i;

/**
 * A label of at most five words in plain characters, or undefined: longer ones are sentences, not labels. A part in
 * parentheses that makes it too long, or is written in other letters, is left out; `!red` is "not red", so that a
 * constant named after it is another one than that of `red`.
 */
function label(text: string): string | undefined {
  const entry = (text.split(END)[0] ?? "").split(CLAUSE)[0] ?? "";
  if (PLACEHOLDER.test(entry)) return undefined;
  const whole = clean(entry.split("[")[0] ?? "");
  return accepted(whole) ?? accepted(clean(whole.replaceAll(PARENTHESES, " ")));
}

function clean(text: string): string {
  const trimmed = text
    .replaceAll(REMARK, " ")
    .replace(/^\s*!\s*(?=[A-Za-z])/, "not ")
    .replaceAll(/\s+/g, " ")
    .replace(/^[\s"'(,.-]+/, "")
    .replace(/[\s,.:"'-]+$/, "")
    .replace(/[\s,]+(and|or)$/, "");
  return trimmed.split("(").length === trimmed.split(")").length ? trimmed : trimmed.replaceAll(/[()]/g, "");
}

function accepted(text: string): string | undefined {
  if (!LABEL.test(text) || text.includes("*/") || text.length > MAX_CHARACTERS) return undefined;
  const words = text.split(/[\s(]+/).filter((word) => /[A-Za-z0-9]/.test(word));
  return words.length > 0 && words.length <= MAX_WORDS ? text : undefined;
}

/** The row of a value table, with a label where the words behind the value are one. */
export function labelledRow(value: ValueRow["value"], words: string): ValueRow {
  const text = label(words);
  return text === undefined ? { value } : { value, label: text };
}
