const ZERO = 48;
const NINE = 57;
const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;
/** Digits of the smallest integers that a number may not hold exactly. */
const LONG = 16;
/** What else belongs to a number. */
const NUMBER_PART = /[0-9.eE+-]/;

/**
 * Parses JSON; an integer beyond 2^53, which a number does not hold exactly, becomes a string of its digits. Ids of that
 * size could not be told apart otherwise.
 * @throws SyntaxError when it is no JSON
 */
export function parseExactly(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return mayHoldLong(text) ? JSON.parse(quoteLong(text)) : parsed;
}

/** Sixteen digits in a row have one at every sixteenth place, so the others need not be looked at. */
function mayHoldLong(text: string): boolean {
  for (let place = LONG - 1; place < text.length; place += LONG) {
    if (!isDigit(text.charCodeAt(place))) continue;
    let start = place;
    while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
    let end = place + 1;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    if (end - start >= LONG) return true;
  }
  return false;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Puts quotes around the integers that are too long, outside strings. */
function quoteLong(json: string): string {
  let quoted = "";
  let copied = 0;
  for (let place = 0; place < json.length; ) {
    const code = json.charCodeAt(place);
    if (code === QUOTE) place = endOfString(json, place);
    else if (code === MINUS || isDigit(code)) {
      const start = place;
      while (place < json.length && NUMBER_PART.test(json.charAt(place))) place++;
      const number = json.slice(start, place);
      if (!/^-?\d+$/.test(number) || Number.isSafeInteger(Number(number))) continue;
      quoted += `${json.slice(copied, start)}"${number}"`;
      copied = place;
    } else place++;
  }
  return quoted + json.slice(copied);
}

/** The place behind a string's closing quote. */
function endOfString(json: string, start: number): number {
  for (let place = start + 1; ; place++) {
    const code = json.charCodeAt(place);
    if (code === BACKSLASH) place++;
    else if (code === QUOTE) return place + 1;
  }
}
