const ZERO = 48;
const NINE = 57;
const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;
const COLON = 58;
/** Digits of the smallest integers that a number may not hold exactly. */
const LONG = 16;
/** What else belongs to a number. */
const NUMBER_PART = /[0-9.eE+-]/;

/** Members whose integers have to be exact; generated types declare them `number | string` by the same rule. */
const ID_MEMBER = /^s?ids?$|I[dD]s?$/;

/**
 * Parses JSON; an integer beyond 2^53, which a number does not hold exactly, becomes a string of its digits where it is an
 * id, alone or in a list: two ids could not be told apart otherwise. Counters and times stay numbers, as declared.
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

/** Puts quotes around the ids that are too long. */
function quoteLong(json: string): string {
  let quoted = "";
  let copied = 0;
  /** Whether the last member's name is that of an id; the items of a list follow the name of the list. */
  let inId = false;
  for (let place = 0; place < json.length; ) {
    const code = json.charCodeAt(place);
    if (code === QUOTE) {
      const end = endOfString(json, place);
      if (isName(json, end)) inId = ID_MEMBER.test(json.slice(place + 1, end - 1));
      place = end;
    } else if (code === MINUS || isDigit(code)) {
      const start = place;
      while (place < json.length && NUMBER_PART.test(json.charAt(place))) place++;
      const number = json.slice(start, place);
      if (!inId || !/^-?\d+$/.test(number) || Number.isSafeInteger(Number(number))) continue;
      quoted += `${json.slice(copied, start)}"${number}"`;
      copied = place;
    } else place++;
  }
  return quoted + json.slice(copied);
}

/** Whether the string that ends there is a member's name: a colon follows. */
function isName(json: string, end: number): boolean {
  let place = end;
  while (/\s/.test(json.charAt(place))) place++;
  return json.charCodeAt(place) === COLON;
}

/** The place behind a string's closing quote. */
function endOfString(json: string, start: number): number {
  for (let place = start + 1; ; place++) {
    const code = json.charCodeAt(place);
    if (code === BACKSLASH) place++;
    else if (code === QUOTE) return place + 1;
  }
}
