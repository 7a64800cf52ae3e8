import type { Notes } from "./member.js";
import { masked, plain, sentences } from "./text.js";

const NUMBER = String.raw`(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)`;
const TO = String.raw`\s*(?:[-–—~]|to|and)\s*`;
const RANGES = [
  new RegExp(
    String.raw`\b(?:within|in)\s+(?:the\s+)?(?:range\s+(?:of\s+)?)?[\[(]?${NUMBER}${TO}${NUMBER}`,
    "gi",
  ),
  new RegExp(
    String.raw`\b(?:value\s+)?ranges?\s*(?:is|of|from|:|,)?\s*(?:from\s+)?[\[(]?\s*${NUMBER}(?:${TO}|\s*,\s*)${NUMBER}`,
    "gi",
  ),
  new RegExp(String.raw`\b(?:between|from)\s+${NUMBER}\s+(?:and|to)\s+${NUMBER}`, "gi"),
];
const CONDITIONAL = /\b(when|if|while|unless)\b/i;
/** A number beside the range: `80 or between 1024 and 65535`, `1 - 10 min or 1 - 24 hour`. */
const ANOTHER_BEFORE = /\d\s+or\s+(?:be\s+)?(?:a value\s+)?$/i;
const ANOTHER_BEHIND = /^\s*[\])]?\s*\(?[A-Za-z]*\)?,?\s*or\s+-?\d/i;
/** The range is of something else that the field counts. */
const OF_ANOTHER = /\bwhose\b/i;
const SENTINEL =
  /(?<![\d.\w])(-?\d+)\s*(?:\b(?:means|represents|indicat(?:es|ing)|stands for|is (?:un|no|dis))|[:=])/gi;
const LENGTH =
  /(?:contains?|be|length(?: of| is| should be)?|range of|within)\s*(?:between\s+|from\s+)?(\d+)\s*(?:to|[-–—~]|and)\s*(\d+)\s*(?:visible |printable )?(?:ASCII )?(?:characters?|chars?|bytes?|digits?)/i;
const OTHER_LENGTH = /\bor\s+(\d+)\s*(?:to|[-–—~])\s*(\d+)\s/i;
const MAY_BE_EMPTY = /\b(?:can|could|may) be (?:left )?empty\b/i;

/**
 * The one range that a text gives a number. Several ranges, one that holds only in some case, or one that a value with
 * a meaning of its own is outside of (`-1 means not set`) give none: a client must not refuse what the controller
 * may accept.
 */
export function mineRange(description: string, notes?: Notes): [number, number] | undefined {
  const text = plain(description);
  const ranges = rangesIn(text);
  if (ranges.length === 0) return undefined;
  const [first] = ranges;
  const range = first && new Set(ranges.map(String)).size === 1 ? first : undefined;
  if (range && range[0] < range[1] && sentinels(text).every((value) => isIn(range, value))) return range;
  notes?.leftOut("range");
  return undefined;
}

/** The ranges of a text; one that does not hold in every case comes empty, and so rules out all of them. */
function rangesIn(text: string): [number, number][] {
  const none: [number, number] = [0, 0];
  return sentences(text).flatMap((sentence) =>
    RANGES.flatMap((pattern) =>
      [...sentence.matchAll(pattern)].map((match): [number, number] => {
        const before = sentence.slice(0, match.index);
        const behind = sentence.slice(match.index + match[0].length);
        if (CONDITIONAL.test(sentence) || OF_ANOTHER.test(before)) return none;
        if (ANOTHER_BEFORE.test(before) || ANOTHER_BEHIND.test(behind)) return none;
        return [toNumber(match[1]), toNumber(match[2])];
      }),
    ),
  );
}

/** Values that the text gives a meaning of their own. */
function sentinels(text: string): number[] {
  return [...masked(text).matchAll(SENTINEL)].map((match) => Number(match[1]));
}

function isIn([low, high]: [number, number], value: number): boolean {
  return value >= low && value <= high;
}

function toNumber(text: string | undefined): number {
  return Number((text ?? "").replaceAll(",", ""));
}

/** `the parameter [key] should be`: whose length it is. */
const SUBJECT = /\[(\w+)\]\s+(?:should|must|can)\b/;

/**
 * The number of characters that a text allows a string, unless it depends on a condition, on what they are, or is that
 * of another member.
 */
export function mineLength(description: string, name = "", notes?: Notes): [number, number] | undefined {
  const text = plain(description);
  const sentence = sentences(text).find((part) => LENGTH.test(part));
  const match = sentence === undefined ? null : LENGTH.exec(sentence);
  if (!match) return undefined;
  const [low, high] = [Number(match[1]), Number(match[2])];
  const other = OTHER_LENGTH.exec((sentence ?? "").slice(match.index + match[0].length));
  const differs = other !== null && (Number(other[1]) !== low || Number(other[2]) !== high);
  const subject = SUBJECT.exec(sentence ?? "")?.[1] ?? name;
  const isOfAnother = name !== "" && subject.toLowerCase() !== name.toLowerCase();
  if (CONDITIONAL.test(sentence ?? "") || differs || isOfAnother || low >= high) {
    notes?.leftOut("length");
    return undefined;
  }
  return [MAY_BE_EMPTY.test(text) ? 0 : low, high];
}
