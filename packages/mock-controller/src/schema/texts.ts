import randexp from "randexp";
import { hexFrom, integerFrom, macFrom, pickFrom, type Random, textFrom } from "./random.js";

type Maker = (random: Random, name: string) => string;

const WORDS = ["Lobby", "Warehouse", "Reception", "Library", "Workshop", "Terrace", "Studio", "Archive"];

/** An address of a private network. */
function ipv4From(random: Random): string {
  return `192.168.${integerFrom(random, 0, 9)}.${integerFrom(random, 2, 254)}`;
}

/** An address of a unique local network. */
function ipv6From(random: Random): string {
  return `fd00::${hexFrom(random, 4)}:${hexFrom(random, 4)}`.replaceAll(/:0+(?=[0-9a-f])/g, ":");
}

/** How to make a text by the name of its field; the first row that matches counts. */
const BY_NAME: readonly (readonly [RegExp, Maker])[] = [
  [/macs?$/i, macFrom],
  [/ipv6/i, ipv6From],
  [/mask$/i, () => "255.255.255.0"],
  [/(^|[a-z])ips?(v4)?(addr(ess)?)?$|^ip|gateway$|dns\d?$/i, ipv4From],
  [/url|link$/i, (random) => `https://host${integerFrom(random, 1, 99)}.example.com/`],
  [/e?mail$/i, (random) => `user${integerFrom(random, 1, 99)}@example.com`],
  [/host|domain|server$/i, (random) => `host${integerFrom(random, 1, 99)}.example.com`],
  [/vlans$/i, (random) => `${integerFrom(random, 100, 199)},${integerFrom(random, 200, 249)}-250`],
  [/timezone$/i, () => "UTC"],
  [/^uptime$/i, (random) => `${integerFrom(random, 1, 90)}day(s) ${integerFrom(random, 0, 23)}h`],
  [/version$/i, (random) => `${integerFrom(random, 1, 6)}.${integerFrom(random, 0, 20)}.0`],
  [/password|secret|psk$/i, (random) => `Mock-Passw0rd-${textFrom(random, 6)}`],
  [/ssid/i, (random) => `${pickFrom(random, WORDS)} Wi-Fi`],
  [/^sn$|serial/i, (random) => textFrom(random, 13, "0123456789ABCDEF")],
  [/(^|[a-z])ids?$/i, (random) => hexFrom(random, 24)],
  [/name$/i, (random) => `${pickFrom(random, WORDS)} ${integerFrom(random, 1, 99)}`],
];

const anyText: Maker = (random, name) => `${name || "value"}-${hexFrom(random, 4)}`;
const makers = new Map<string, Maker>();

/** A text for a field without a pattern, made from the field's name. */
export function textForName(random: Random, name: string): string {
  let maker = makers.get(name);
  if (!maker) {
    maker = BY_NAME.find(([matches]) => matches.test(name))?.[1] ?? anyText;
    makers.set(name, maker);
  }
  return maker(random, name);
}

/** How to make a text of a format. */
export const BY_FORMAT: Readonly<Record<string, Maker>> = {
  mac: macFrom,
  ipv4: ipv4From,
  ipv6: ipv6From,
};

/**
 * What Node gives to an ES module here is the class, although the declarations of randexp describe a module around it.
 */
const RandExp = randexp as unknown as typeof randexp.default;

const MAX_ATTEMPTS = 60;
/** Counts of one repetition that are tried; characters and alternatives are never that many. */
const MAX_CHOICES = 128;
const wholePatterns = new Map<string, RegExp | undefined>();

/** A pattern as the whole text has to match it, or undefined when it is not valid in JavaScript. */
export function wholePattern(pattern: string): RegExp | undefined {
  if (!wholePatterns.has(pattern)) wholePatterns.set(pattern, compileWhole(pattern));
  return wholePatterns.get(pattern);
}

function compileWhole(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return undefined;
  }
}

/** Texts as people write them. The first one that a pattern accepts is easier to read than a generated one. */
function familiarTexts(random: Random): string[] {
  const host = integerFrom(random, 2, 254);
  const key = `${textFrom(random, 42)}A=`;
  return [
    `Sample ${integerFrom(random, 1, 99)}`,
    macFrom(random),
    `192.168.${integerFrom(random, 0, 9)}.${host}`,
    `192.168.${integerFrom(random, 0, 9)}.0/24`,
    "255.255.255.0",
    `https://host${host}.example.com/path`,
    `host${host}.example.com`,
    `user${host}@example.com`,
    `fd00::${host.toString(16)}`,
    `#${hexFrom(random, 6).toUpperCase()}`,
    key,
    `Mock-Passw0rd-${host}`,
    `sample${host}`,
    "all",
    String(host),
    String(integerFrom(random, 1000, 9999)),
  ];
}

/**
 * A text that a pattern accepts and that fits the lengths. Falls back to an empty text when none was found.
 * @param preferred texts to try first, such as one made from the field's name
 */
export function textForPattern(
  pattern: string,
  random: Random,
  lengths: readonly [number, number],
  preferred: readonly string[] = [],
): string {
  const accepts = wholePattern(pattern);
  const fits = (text: string): boolean =>
    text.length >= lengths[0] && text.length <= lengths[1] && (accepts === undefined || accepts.test(text));
  const familiar = [...preferred, ...familiarTexts(random)].find(fits);
  if (familiar !== undefined) return familiar;
  const generate = generatorFor(pattern, random, Math.max(12, lengths[0] + 8));
  for (let attempt = 0; generate && attempt < MAX_ATTEMPTS; attempt++) {
    const text = generate();
    if (fits(text)) return text;
  }
  return "";
}

/**
 * Makes texts that a pattern describes, always the same ones for the same random numbers. It does not look at
 * look-arounds, so the caller checks the texts.
 * @param reach how many repetitions beyond the required ones an open repetition has at most
 * @returns undefined for a pattern that the generator cannot read
 */
export function generatorFor(pattern: string, random: Random, reach = 12): (() => string) | undefined {
  try {
    const generator = new RandExp(pattern);
    generator.max = reach;
    generator.randInt = (low, high) => integerFrom(random, low, Math.min(high, low + MAX_CHOICES - 1));
    return () => generator.gen();
  } catch {
    return undefined;
  }
}
