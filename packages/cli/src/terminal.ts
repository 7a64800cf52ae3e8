/** Text of a controller or a document, on one line. */
export function printable(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "?");
}

/** Control characters but line feeds and tabs, and those that turn or hide the text around them. */
const STEERING = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text whose characters that would steer a terminal are written as escapes, which JSON reads as the same characters. */
export function escaped(text: string): string {
  return text.replace(STEERING, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const code = character.charCodeAt(index).toString(16).padStart(4, "0");
      return `\\u${code}`;
    }).join(""),
  );
}
