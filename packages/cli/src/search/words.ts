/** Words that say nothing about what is looked for. */
const EMPTY = new Set("a all an and by for from in my of on or the to with".split(" "));

/** Words that stand for each other in names, paths and questions. */
const SAME: readonly string[] = [
  "modify update edit change set configure patch",
  "reboot restart",
  "gateway router osg",
  "delete remove",
  "create add new",
  "get list show read query fetch grid",
  "ap eap accesspoint",
  "switch osw",
  "ssid wlan wireless wifi",
  "upgrade firmware",
  "network lan",
  "password psk passphrase",
  "user account",
  "block ban",
  "enable disable status",
  "customer tenant",
  "statistic stat",
  "portal captive hotspot",
  "log event",
  "voucher ticket",
  "config configuration setting",
  "info information detail overview",
];

/** What a word is an instance of: operations of all devices are for gateways, too. */
const BROADER: Readonly<Record<string, string>> = {
  gateway: "device",
  router: "device",
  switch: "device",
  ap: "device",
  eap: "device",
  station: "client",
  phone: "client",
  laptop: "client",
};

/** Questions that take two words of an interface. */
const MEANS: Readonly<Record<string, readonly string[]>> = {
  rename: ["modify", "name"],
};

/** One word of a question. */
export interface SearchWord {
  /** As it was written. */
  text: string;
  /** What it may be called, and how well that fits, up to 1. */
  forms: ReadonlyMap<string, number>;
  /** Finds the texts that may answer it: few of thousands have to be taken apart. */
  hint: RegExp;
}

const same = new Map<string, string[]>();
for (const row of SAME) {
  const words = row.split(" ");
  for (const word of words) same.set(word, [...(same.get(word) ?? []), ...words]);
}

/** The words of a question with everything that they may be called. */
export function searchWords(question: readonly string[]): SearchWord[] {
  const words = question.flatMap((text) => {
    const tokens = tokensOf(text);
    const told = tokens.filter((token) => !EMPTY.has(token));
    return told.length > 0 ? told : tokens;
  });
  return words.flatMap((text) => (MEANS[text] ?? [text]).map((word) => searchWord(text, word)));
}

function searchWord(text: string, word: string): SearchWord {
  const forms = formsOf(word);
  // The plural of a word in -y is one in -ies.
  const stems = [...forms.keys()].map((form) => form.replace(/y$/, ""));
  return { text, forms, hint: new RegExp(stems.join("|"), "i") };
}

function formsOf(word: string): Map<string, number> {
  const forms = new Map<string, number>();
  const broader = BROADER[word];
  if (broader !== undefined) forms.set(broader, 0.6);
  for (const each of same.get(word) ?? []) forms.set(each, 0.9);
  return forms.set(word, 1);
}

const CAMEL = /([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z]{2})/g;

const known = new Map<string, string[]>();

/** `modifySSIDs`, `/access-points/{apMac}` -> modify ssid, access point ap mac; in lower case, in the singular. */
export function tokensOf(text: string): readonly string[] {
  let tokens = known.get(text);
  if (!tokens) {
    tokens = [];
    // What is searched is in ASCII; classes of Unicode would take longer to make than the search takes.
    for (const token of text
      .replace(CAMEL, "$1$3 $2")
      .toLowerCase()
      .split(/[^a-z\d]+/))
      if (token !== "") tokens.push(singular(token));
    known.set(text, tokens);
  }
  return tokens;
}

/** Words in -s that are no plurals. */
const SINGULAR = /(ss|us|is|dns|https|gps|qos|ips|dos)$/;

function singular(word: string): string {
  if (!word.endsWith("s") || word.length < 3 || SINGULAR.test(word)) return word;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /(ch|sh|x|ss|us)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** How well a word is answered by a text, from 0 to 1: the same word, one that stands for it, a part of one. */
export function quality({ forms, hint }: SearchWord, text: string): number {
  if (!hint.test(text)) return 0;
  let best = 0;
  for (const token of tokensOf(text)) {
    const fits = forms.get(token);
    if (fits !== undefined) best = Math.max(best, fits);
    else if (best < PART)
      for (const [form, weight] of forms) if (isPart(form, token)) best = Math.max(best, PART * weight);
  }
  return best;
}

const PART = 0.5;

function isPart(form: string, token: string): boolean {
  return (
    form.length > 2 &&
    token.length > form.length &&
    (token.startsWith(form) || (form.length > 3 && token.includes(form)))
  );
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
