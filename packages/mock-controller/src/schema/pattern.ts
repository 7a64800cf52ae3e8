import { hexFrom, integerFrom, macFrom, type Random, textFrom } from "./random.js";
import { generate } from "./regex-generate.js";
import { parsePattern } from "./regex-parse.js";

const ATTEMPTS = 60;
const compiled = new Map<string, RegExp | undefined>();

/** A pattern as the whole text has to match it, or undefined when it is not valid in JavaScript. */
export function wholePattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern);
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return undefined;
  }
}

/** Texts that people would write; the first one that a pattern accepts reads better than a generated one. */
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
  const node = parsePattern(pattern);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const text = generate(node, random, Math.max(12, lengths[0] + 8));
    if (fits(text)) return text;
  }
  return "";
}
