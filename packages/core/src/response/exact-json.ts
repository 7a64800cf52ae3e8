const ZERO = 48;
const NINE = 57;
const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;
const COLON = 58;
/** Digits of the smallest integers that a number may not hold exactly. */
const LONG_DIGITS = 16;
/** Characters of a number. */
const NUMBER_CHARACTER = /[0-9.eE+-]/;

/** Names of members whose integers must be exact; generated types declare them `number | string` by the same rule. */
const ID_MEMBER = /^s?ids?$|I[dD]s?$/;

/** Parses JSON, with a byte order mark or without; undefined when it is not JSON. Ids beyond 2^53 become strings. */
export function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return parseExactly(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/**
 * Parses JSON. An integer beyond 2^53, which a number does not hold exactly, becomes a string of its digits where it is
 * an id, alone or in a list: otherwise two different ids could become equal. Counters and times stay numbers, as
 * declared.
 * @throws SyntaxError when it is not JSON
 */
export function parseExactly(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return hasLongDigits(text) ? JSON.parse(quoteLongIds(text)) : parsed;
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

/** Puts quotes around the ids that are too long. */
function quoteLongIds(json: string): string {
  let quoted = "";
  let copied = 0;
  /** Whether the last member is an id; the items of a list belong to the name of the list. */
  let isInId = false;
  for (let place = 0; place < json.length; ) {
    const code = json.charCodeAt(place);
    if (code === QUOTE) {
      const end = endOfString(json, place);
      if (isName(json, end)) isInId = ID_MEMBER.test(json.slice(place + 1, end - 1));
      place = end;
    } else if (code === MINUS || isDigit(code)) {
      const start = place;
      while (place < json.length && NUMBER_CHARACTER.test(json.charAt(place))) place++;
      const number = json.slice(start, place);
      if (!isInId || !/^-?\d+$/.test(number) || Number.isSafeInteger(Number(number))) continue;
      quoted += `${json.slice(copied, start)}"${number}"`;
      copied = place;
    } else place++;
  }
  return quoted + json.slice(copied);
}

/** Whether the string that ends there is the name of a member: a colon follows. */
function isName(json: string, end: number): boolean {
  let place = end;
  while (/\s/.test(json.charAt(place))) place++;
  return json.charCodeAt(place) === COLON;
}

/** Index after a string's closing quote. */
function endOfString(json: string, start: number): number {
  for (let place = start + 1; ; place++) {
    const code = json.charCodeAt(place);
    if (code === BACKSLASH) place++;
    else if (code === QUOTE) return place + 1;
  }
}
