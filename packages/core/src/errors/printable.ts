/** Control characters, characters that reverse or hide the text around them, half surrogate pairs, line separators. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const MAX_LENGTH = 2000;

/** Makes a text safe to print: without control characters, and not longer than 2000 characters. */
export function printable(text: string): string {
  return text.slice(0, MAX_LENGTH).replace(CONTROL, "?");
}

/** A URL without its query, which may hold secrets. */
export function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}
