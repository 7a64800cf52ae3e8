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
