import { tokensOf } from "../words.js";

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
  "kick disconnect",
  "enable disable status",
  "customer tenant",
  "statistic stat",
  "portal captive hotspot",
  "log event",
  "voucher ticket",
  "config configuration setting",
  "info information detail overview",
];

/** What a word is an instance of: operations of all devices are for gateways, too. Those of gateways are for some devices. */
const BROADER: Readonly<Record<string, string>> = {
  gateway: "device",
  router: "device",
  switch: "device",
  ap: "device",
  eap: "device",
  station: "client",
  phone: "client",
  laptop: "client",
  kick: "reconnect",
};
const NARROWER: Readonly<Record<string, readonly string[]>> = {
  device: ["ap", "switch", "gateway"],
};

/** What several words of a question mean, in a word of the interface. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\baccess[ -]points?\b/gi, "ap"],
  [/\b(wireless|wi-?fi)[ -]networks?\b/gi, "ssid"],
  [/\bvirtual[ -](lan|network)s?\b/gi, "vlan"],
  [/\bpower over ethernet\b/gi, "poe"],
  [/\bcaptive[ -]portals?\b/gi, "portal"],
  [/\bfirmware update|update firmware\b/gi, "upgrade"],
  [/\bturn (on|off)\b/gi, "enable"],
  [/\b(kick|throw) (out|off)\b/gi, "kick"],
];

/** Questions that take two words of an interface. */
const MEANS: Readonly<Record<string, readonly string[]>> = {
  rename: ["modify", "name"],
};

/** What operations mostly have that a word of a question means: names are among general settings, lists have pages. */
const LIKELY: Readonly<Record<string, readonly string[]>> = {
  rename: ["general", "basic", "entity"],
  list: ["page"],
};

/** Words that ask for a change. */
const CHANGES = new Set(
  "modify update edit change set reboot restart delete remove create add block ban unblock kick disconnect reconnect upgrade adopt forget move enable disable import".split(
    " ",
  ),
);

/** Words of questions that stand for others. */
export const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...EMPTY,
  ...SAME.flatMap((row) => row.split(" ")),
  ...[BROADER, NARROWER, MEANS, LIKELY].flatMap((table) => Object.keys(table)),
]);

/** One word of a question. */
export interface SearchWord {
  /** As it was written. */
  text: string;
  /** What it may be called, and how well that fits, up to 1. */
  forms: ReadonlyMap<string, number>;
}

const same = new Map<string, string[]>();
for (const row of SAME) {
  const words = row.split(" ");
  for (const word of words) same.set(word, [...(same.get(word) ?? []), ...words]);
}

/** The words of a question with everything that they may be called. */
export function searchWords(question: readonly string[]): SearchWord[] {
  return plainWords(question)
    .flatMap((text) => MEANS[text] ?? [text])
    .map(wordOf);
}

/** Words that a question does not ask for, but that what it means has mostly. */
export function likelyWords(question: readonly string[]): SearchWord[] {
  return plainWords(question)
    .flatMap((text) => LIKELY[text] ?? [])
    .map(wordOf);
}

/** Whether a question asks for a change. */
export function asksForChange(words: readonly SearchWord[]): boolean {
  return words.some(({ text }) => CHANGES.has(text));
}

function plainWords(question: readonly string[]): string[] {
  const asked = question.join(" ");
  // In a path, words are those of the interface already.
  const text = asked.includes("/")
    ? asked
    : PHRASES.reduce((before, [phrase, word]) => before.replace(phrase, word), asked);
  const tokens = tokensOf(text);
  const full = tokens.filter((token) => !EMPTY.has(token));
  return full.length > 0 ? full : [...tokens];
}

function wordOf(text: string): SearchWord {
  const forms = new Map<string, number>();
  for (const narrower of NARROWER[text] ?? []) forms.set(narrower, 0.7);
  const broader = BROADER[text];
  if (broader !== undefined) forms.set(broader, 0.6);
  for (const each of same.get(text) ?? []) forms.set(each, 0.9);
  return { text, forms: forms.set(text, 1) };
}

const PART = 0.5;

/** How well a word is answered by another one: the same, one that stands for it, a part of one. */
export function fitOf({ forms }: SearchWord, token: string): number {
  const fits = forms.get(token);
  if (fits !== undefined) return fits;
  let best = 0;
  for (const [form, weight] of forms) if (isPart(form, token)) best = Math.max(best, PART * weight);
  return best;
}

function isPart(form: string, token: string): boolean {
  return (
    form.length > 2 &&
    token.length > form.length &&
    (token.startsWith(form) || (form.length > 3 && token.includes(form)))
  );
}
