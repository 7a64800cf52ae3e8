import { masked, plain, sentences } from "./text.js";

const NUMBER = String.raw`(-?\d[\d,]*(?:\.\d+)?)`;
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
const SENTINEL =
  /(?<![\d.\w])(-?\d+)\s*(?:\b(?:means|represents|indicates|stands for|is (?:un|no|dis))|[:=])/gi;
const LENGTH =
  /(?:contains?|be|length(?: of| is| should be)?|range of|within)\s*(?:between\s+|from\s+)?(\d+)\s*(?:to|[-–—~]|and)\s*(\d+)\s*(?:visible |printable )?(?:ASCII )?(?:characters?|chars?|bytes?|digits?)/i;

/**
 * The one range that a text gives a number. Several ranges, one that holds only in some case, or one that a value with
 * a meaning of its own lies outside of (`-1 means not set`) give none: a client must not refuse what the controller
 * may accept.
 */
export function mineRange(description: string): [number, number] | undefined {
  const found = new Map<string, [number, number]>();
  const text = plain(description);
  for (const sentence of sentences(text)) {
    for (const pattern of RANGES) {
      for (const match of sentence.matchAll(pattern)) {
        if (CONDITIONAL.test(sentence)) return undefined;
        const low = toNumber(match[1]);
        const high = toNumber(match[2]);
        found.set(`${low} ${high}`, [low, high]);
      }
    }
  }
  const range = found.size === 1 ? [...found.values()][0] : undefined;
  if (!range || range[0] >= range[1]) return undefined;
  const [low, high] = range;
  const sentinels = [...masked(text).matchAll(SENTINEL)].map((match) => Number(match[1]));
  return sentinels.every((value) => value >= low && value <= high) ? range : undefined;
}

function toNumber(text: string | undefined): number {
  return Number((text ?? "").replaceAll(",", ""));
}

/** The number of characters that a text allows a string, unless it depends on a condition. */
export function mineLength(description: string): [number, number] | undefined {
  const sentence = sentences(plain(description)).find((part) => LENGTH.test(part));
  const match = sentence === undefined || CONDITIONAL.test(sentence) ? null : LENGTH.exec(sentence);
  const low = Number(match?.[1]);
  const high = Number(match?.[2]);
  return match && low < high ? [low, high] : undefined;
}

const UNIT = /\bunits?\b\s*(?:is|are|:|=|\()?\s*(?:the\s+)?["']?([A-Za-z%]+(?:\/[A-Za-z]+)?)/i;
const UNITS: Record<string, string> = {
  ms: "ms", millisecond: "ms", milliseconds: "ms", s: "s", sec: "s", second: "s", seconds: "s",
  min: "min", minute: "min", minutes: "min", hour: "h", hours: "h", h: "h", day: "day", days: "day",
  kbps: "Kbps", mbps: "Mbps", gbps: "Gbps", bps: "bps", byte: "B", bytes: "B", b: "B", kb: "KB", mb: "MB", gb: "GB",
  "%": "%", percent: "%", dbm: "dBm", db: "dB", mw: "mW", w: "W", mhz: "MHz", ghz: "GHz", "packet/s": "packets/s",
  pps: "packets/s", "kb/s": "KB/s", "mb/s": "MB/s", meter: "m", meters: "m", m: "m", "byte/s": "B/s", "bytes/s": "B/s",
}; // biome-ignore format: a table reads better in rows

/** The unit of a number, in one spelling per unit. Words that are no known unit give none. */
export function mineUnit(description: string): string | undefined {
  const text = plain(description);
  const word = UNIT.exec(text)?.[1]?.toLowerCase();
  const unit = word !== undefined && Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  if (unit !== undefined || !/timestamp/i.test(text)) return unit;
  if (/millisecond|\bms\b/i.test(text)) return "ms";
  return /\bseconds?\b/i.test(text) ? "s" : undefined;
}
