const ZERO = 48;
const NINE = 57;
const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;
/** Digits of the smallest integers that a number may not hold exactly. */
const LONG_DIGITS = 16;
/** Characters of a number. */
const NUMBER_CHARACTER = /[0-9.eE+-]/;

/** Parses JSON, with a byte order mark or without; undefined when it is not JSON. Integers beyond 2^53 become strings. */
export function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return parseExactly(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/**
 * Parses JSON. An integer beyond 2^53, which a number does not hold exactly, becomes a string of its digits: otherwise
 * two different ids of that size could become equal.
 * @throws SyntaxError when it is not JSON
 */
export function parseExactly(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return hasLongDigits(text) ? JSON.parse(quoteLongIntegers(text)) : parsed;
}

/** Of sixteen digits in a row one stands at a multiple of sixteen, so only those places are looked at. */
function hasLongDigits(text: string): boolean {
  for (let place = LONG_DIGITS - 1; place < text.length; place += LONG_DIGITS) {
    if (!isDigit(text.charCodeAt(place))) continue;
    let start = place;
    while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
    let end = place + 1;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    if (end - start >= LONG_DIGITS) return true;
  }
  return false;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Puts quotes around integers that are too long, except within strings. */
function quoteLongIntegers(json: string): string {
  let quoted = "";
  let copied = 0;
  for (let place = 0; place < json.length; ) {
    const code = json.charCodeAt(place);
    if (code === QUOTE) place = endOfString(json, place);
    else if (code === MINUS || isDigit(code)) {
      const start = place;
      while (place < json.length && NUMBER_CHARACTER.test(json.charAt(place))) place++;
      const number = json.slice(start, place);
      if (!/^-?\d+$/.test(number) || Number.isSafeInteger(Number(number))) continue;
      quoted += `${json.slice(copied, start)}"${number}"`;
      copied = place;
    } else place++;
  }
  return quoted + json.slice(copied);
}

/** Index after a string's closing quote. */
function endOfString(json: string, start: number): number {
  for (let place = start + 1; ; place++) {
    const code = json.charCodeAt(place);
    if (code === BACKSLASH) place++;
    else if (code === QUOTE) return place + 1;
  }
}
