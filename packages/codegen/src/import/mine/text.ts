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

/** What {@link plain} replaces; most texts have nothing of it. */
const UNPLAIN = /[：；，、。（）\u00A0\u3000\t]|<br|\\"| {2}/i;

/**
 * A description on one line with ASCII punctuation, line breaks as `\n`; quotes without what escaped them in a client.
 */
export function plain(text: string): string {
  if (!UNPLAIN.test(text)) return text.trim();
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
