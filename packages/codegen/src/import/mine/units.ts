import { plain } from "./text.js";

const UNITS: Record<string, string> = {
  ms: "ms", millisecond: "ms", milliseconds: "ms", s: "s", sec: "s", second: "s", seconds: "s",
  min: "min", mins: "min", minute: "min", minutes: "min", hour: "h", hours: "h", h: "h", day: "day", days: "day",
  kbps: "Kbps", "kbit/s": "Kbps", mbps: "Mbps", gbps: "Gbps", bps: "bps", "bit/s": "bps",
  byte: "B", bytes: "B", b: "B", kb: "KB", mb: "MB", gb: "GB",
  "%": "%", percent: "%", percentage: "%", dbm: "dBm", db: "dB", mw: "mW", w: "W", mv: "mV", ma: "mA", mhz: "MHz", ghz: "GHz",
  "packet/s": "packets/s", "pkt/s": "packets/s", pps: "packets/s", "kb/s": "KB/s", "mb/s": "MB/s", "byte/s": "B/s",
  "bytes/s": "B/s", "b/s": "B/s", m: "m", meter: "m", meters: "m", km: "km",
}; // biome-ignore format: a table reads better in rows

const WORD = "([A-Za-z%]+(?:/[A-Za-z]+)?)";
const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const NAMED = new RegExp(
  String.raw`\bunits?\b\s*(?:is|are|:|=|\()?\s*(?:in\s+)?(?:the\s+)?["']?${WORD}`,
  "i",
);
/**
 * Where a unit stands when the word "unit" is missing: in parentheses, behind "in", behind a range, or in front of
 * the moment that a time is counted from.
 */
const UNNAMED = [
  new RegExp(String.raw`(?<!\bis \d+ ?|[A-Za-z]|\d [GM]Hz ?)\((?:in\s+)?${WORD}\)`, "gi"),
  /[A-Za-z]\((?:in\s+)?((?!s\))[A-Za-z%]+(?:\/[A-Za-z]+)?)\)/gi,
  new RegExp(String.raw`\b(?:in|measured in)\s+(?!s\b|m\b|h\b|b\b|w\b)${WORD}(?![-\w])`, "gi"),
  new RegExp(String.raw`(?:${NUMBER}\s*(?:[-–—~]|to|and)\s*${NUMBER})\s*\(?${WORD}`, "gi"),
  /\b(milliseconds|seconds)\s+(?:from|since)\b/gi,
  /\b(?:rx|tx|total|received|sent|download|upload)\s+(bytes)\b/gi,
  new RegExp(String.raw`,\s*${WORD}$`, "gi"),
  /\btime,?\s+(second)s?$/gi,
];

/**
 * The unit of a number, in one spelling per unit. Words that are no known unit give none, nor does a text that names
 * several units, as a limit does whose unit another field chooses.
 */
export function mineUnit(description: string): string | undefined {
  const text = plain(description);
  const named = unitOf(NAMED.exec(text)?.[1]);
  if (named !== undefined) return named;
  if (/timestamp/i.test(text)) {
    if (/millisecond|\bms\b/i.test(text)) return "ms";
    if (/\bseconds?\b/i.test(text)) return "s";
  }
  const found = new Set(
    UNNAMED.flatMap((form) => [...text.matchAll(form)].flatMap(([, word]) => unitOf(word) ?? [])),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

/** Letters in capitals alone are other units: `M` is no metre. */
function unitOf(word: string | undefined): string | undefined {
  if (word === undefined || /^[MH]$/.test(word)) return undefined;
  const key = word.toLowerCase();
  return Object.hasOwn(UNITS, key) ? UNITS[key] : undefined;
}
