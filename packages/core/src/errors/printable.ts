/** Control characters, those that turn or hide the text around them, halves of pairs, line and paragraph separators. */
const STEERING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const LONGEST = 2000;

/** Part of a message that came from elsewhere: nothing in it steers a terminal, and there is no end of it. */
export function printable(text: string): string {
  return text.slice(0, LONGEST).replace(STEERING, "?");
}
