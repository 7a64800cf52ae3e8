import { tokensOf } from "@omada-sdk/model/words";

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
  return words.flatMap((text) => (MEANS[text] ?? [text]).map((word) => ({ text, forms: formsOf(word) })));
}

function formsOf(word: string): Map<string, number> {
  const forms = new Map<string, number>();
  const broader = BROADER[word];
  if (broader !== undefined) forms.set(broader, 0.6);
  for (const each of same.get(word) ?? []) forms.set(each, 0.9);
  return forms.set(word, 1);
}

/** How well a word is answered by a text, from 0 to 1. */
export function quality(word: SearchWord, text: string): number {
  return Math.max(0, ...tokensOf(text).map((token) => fitOf(word, token)));
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
