const CAMEL = /([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z]{2})/g;

const known = new Map<string, readonly string[]>();

/**
 * The words of a name, a path or a text, in lower case, in the singular: `modifySSIDs`, `/access-points/{apMac}` ->
 * modify ssid, access point ap mac. What is searched and what is looked for are taken apart in the same way.
 */
export function tokensOf(text: string): readonly string[] {
  const before = known.get(text);
  if (before) return before;
  const tokens: string[] = [];
  // What is searched is in ASCII; classes of Unicode would take longer to make than the search takes.
  for (const token of text
    .replace(CAMEL, "$1$3 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/))
    if (token !== "") tokens.push(singular(token));
  known.set(text, tokens);
  return tokens;
}

/** Words in -s that are no plurals. */
const SINGULAR = /(ss|us|is|dns|https|gps|qos|ips|dos)$/;

function singular(word: string): string {
  if (!word.endsWith("s") || word.length < 3 || SINGULAR.test(word)) return word;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /(ch|sh|x|ss|us)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** The nearest of some names by the letters that have to be changed, if one is near. */
export function nearest(text: string, names: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  const limit = Math.max(1, Math.floor(text.length / 3));
  for (const name of names) {
    if (Math.abs(name.length - text.length) > limit) continue;
    const distance = distanceOf(text.toLowerCase(), name.toLowerCase());
    if (distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name, distance };
  }
  return best?.name;
}

function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** The end of a message about a name that is not there: the nearest of those that are, or nothing. */
export function didYouMean(text: string, names: Iterable<string>): string {
  const near = nearest(text, names);
  return near === undefined ? "" : `; did you mean ${near}?`;
}
