const FULL_WIDTH: Record<string, string> = {
  "：": ":",
  "；": ";",
  "，": ",",
  "、": ",",
  "。": ". ",
  "（": "(",
  "）": ")",
};
const URLS = /\bhttps?:\/\/\S+/gi;
const CLOCK = /\b([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?\b/g;
const MAC = /\b[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(\1[0-9A-Fa-f]{2}){4}\b/g;
const IPV6 = /\b(?:[0-9a-fA-F]{1,4}:){2,}[0-9a-fA-F]{0,4}|(?:[0-9a-fA-F]{1,4})?::(?:[0-9a-fA-F]{1,4})?/g;

/** A description on one line with ASCII punctuation, line breaks as `\n`; quotes without what escaped them in a client. */
export function plain(text: string): string {
  return text
    .replaceAll(/[：；，、。（）]/g, (char) => FULL_WIDTH[char] ?? char)
    .replaceAll(/<br\s*\/?>/gi, "\n")
    .replaceAll(/\\+"/g, '"')
    .replaceAll(/[\u00A0\u3000\t ]+/g, " ")
    .trim();
}

/** Blanks out what looks like `number: label` but is an address, a time of day or a link. Lengths stay. */
export function masked(text: string): string {
  const blank = (match: string): string => "_".repeat(match.length);
  return text.replaceAll(URLS, blank).replaceAll(MAC, blank).replaceAll(IPV6, blank).replaceAll(CLOCK, blank);
}

/** The sentences of a text; `5.5` and `V5.14` do not end one. */
export function sentences(text: string): string[] {
  return text.split(/[;\n]|\.(?!\d)/).filter((sentence) => sentence.trim() !== "");
}

const LABEL = /^[A-Za-z0-9][A-Za-z0-9 ()/.,&+:%'"_<>=*-]*$/;

/** Labels up to this many words are facts; a longer text is a sentence and stays with its author. */
const MOST_WORDS = 5;

function words(text: string): number {
  return text.split(/[\s(]+/).filter((word) => /[A-Za-z0-9]/.test(word)).length;
}

/** A label of at most five words in plain characters, or undefined: longer ones are sentences, not labels. */
export function label(text: string): string | undefined {
  const cut =
    text.split(
      /[;\n[\]]|\.\s|\.$|\.(?=[A-Z][a-z])|,\s*(?:and |it |which |when |if |only |default|this |parameter |example|valid )|\/\//i,
    )[0] ?? "";
  const clean = cut
    .replaceAll(/\s*\((?:only|valid|for example|e\.g)\b[^)]*\)?/gi, " ")
    .replaceAll(/\s+/g, " ")
    .replace(/^[\s"'(,.-]+/, "")
    .replace(/[\s,.:"'-]+$/, "")
    .replace(/\s+(and|or)$/, "");
  const balanced =
    clean.split("(").length === clean.split(")").length ? clean : clean.replaceAll(/[()]/g, "");
  if (balanced === "" || !LABEL.test(balanced) || balanced.includes("*/")) return undefined;
  return words(balanced) <= MOST_WORDS && balanced.length <= 48 ? balanced : undefined;
}
