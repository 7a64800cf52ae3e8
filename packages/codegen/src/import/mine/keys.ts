import { masked } from "./text.js";

/** A `3: ` or `3=` that starts an entry of a table, with its place in the text. */
export interface Key {
  value: number;
  start: number;
  end: number;
  /** Whether the table writes `3 :` and not `3:`. */
  spaced: boolean;
}

/** The `1` of `0,1: both` names a combination, not a value. */
const COLON = /(?<![\d\w\-–~]|\d[.:]|[\s;]\d,)(-?\d{1,6})(\s*):(?!:)\s*/g;
const EQUALS = /(?<![\w\-–~./]|[=<>]\s?)(-?\d{1,6})()=(?=["A-Za-z0-9])/g;
/**
 * A key at the end of a word, as in `0: red1: green`, where the text lost a separator. The digits of IPv4, WPA2,
 * SHA1, MD5 and Wi-Fi6 belong to the word, and what follows has to read like a label: `1:1` is a ratio.
 */
const GLUED = /(?<=[A-Za-z]{2})(?<!v|WPA|SHA|MD|Fi)(\d{1,3})(\s*):(?!:)\s*(?=\d*[A-Za-z])/g;
/** A key with a full stop in place of the colon, as in `0: red 1: green 2. blue`. */
const DOTTED = /(?<=\s)(\d{1,3})()\.\s+(?=[a-z])/g;

/**
 * The keys of a table of numbers in the order of the text, or undefined when fewer than `minimum` stand apart from
 * the words before them. Keys that are written in a broken way count only where they continue such a table.
 */
export function findKeys(text: string, minimum: number): Key[] | undefined {
  const visible = masked(text);
  const apart = matches(visible, COLON);
  if (apart.length >= minimum) {
    const broken = [...matches(visible, GLUED), ...matches(visible, DOTTED)];
    return [...apart, ...continuing(apart, broken)].sort((a, b) => a.start - b.start);
  }
  const assigned = matches(visible, EQUALS);
  return apart.length === 0 && assigned.length >= Math.max(minimum, 2) ? assigned : undefined;
}

function matches(text: string, form: RegExp): Key[] {
  return [...text.matchAll(form)].map((match) => ({
    value: Number(match[1]),
    start: match.index,
    end: match.index + match[0].length,
    spaced: match[2] !== "",
  }));
}

/**
 * The broken keys that are missing neighbours of values the table has, directly or by way of each other. A number
 * that comes twice, or is written unlike the keys of the table, is the end of a name such as `LAN1`.
 */
function continuing(apart: readonly Key[], broken: readonly Key[]): Key[] {
  const [first] = apart;
  const known = new Set(apart.map(({ value }) => value));
  const candidates = broken.filter(
    ({ value, start, spaced }) =>
      first !== undefined &&
      start > first.start &&
      spaced === first.spaced &&
      !known.has(value) &&
      broken.filter((other) => other.value === value).length === 1,
  );
  const joined = new Set<Key>();
  for (let before = -1; before !== joined.size; ) {
    before = joined.size;
    for (const key of candidates) {
      if (!known.has(key.value - 1) && !known.has(key.value + 1)) continue;
      known.add(key.value);
      joined.add(key);
    }
  }
  return [...joined];
}
