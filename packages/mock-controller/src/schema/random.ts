/** A source of numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/** FNV-1a, 32 bits: a stable number for a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Mulberry32 seeded by a text. */
export function randomOf(seed: string): Random {
  let state = hashOf(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function integerFrom(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One entry of a list that is not empty. */
export function pickFrom<T>(random: Random, list: readonly [T, ...T[]] | readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** `length` characters of an alphabet, by default letters and digits. */
export function textFrom(random: Random, length: number, alphabet: string = ALNUM): string {
  let text = "";
  for (let index = 0; index < length; index++) text += alphabet[Math.floor(random() * alphabet.length)];
  return text;
}

/** Lower-case hexadecimal digits: 32 for a controller id, 24 for other ids. */
export function hexFrom(random: Random, length: number): string {
  return textFrom(random, length, "0123456789abcdef");
}

/** A locally administered MAC address in the controllers' notation, `02-1F-…`. */
export function macFrom(random: Random): string {
  const rest = Array.from({ length: 5 }, () => textFrom(random, 2, "0123456789ABCDEF"));
  return ["02", ...rest].join("-");
}
