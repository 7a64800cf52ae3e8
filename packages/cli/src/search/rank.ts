import type { IndexedOperation, SearchIndex } from "@omada-sdk/codegen";
import { tokensOf } from "@omada-sdk/model/words";
import { numbersOf, operationsIn } from "./index-file.js";
import { asksForChange, fitOf, quality, type SearchWord } from "./words.js";

/** Where a word was found. */
export type Place = "name" | "tag" | "path" | "title" | "method" | "field" | "permission" | "error" | "value";

/** What a word counts by the place where it is found; where two count the same, the first is shown. */
const WEIGHTS: Readonly<Record<Place, number>> = {
  name: 10,
  tag: 8,
  path: 6,
  title: 6,
  method: 4,
  field: 3,
  permission: 3,
  error: 2.5,
  value: 2,
};
/** A name that has nothing beside the words looked for counts this much more. */
const COMPACT = 6;
/** One whose whole name or path stands in the question. */
const EXACT = 10;
/** One whose first word, the verb, is asked for. */
const VERB = 2;
/** One that only reads is looked for first, unless the question asks for a change. */
const READS = 1;
/** What a word counts that is only in front of a path, which says where something is: `/sites/{siteId}/`. */
const SCOPE = 0.4;
const IN_SITE = /\/sites\/\{siteId\}\/./;
/** The most that a word counts which need not be found. */
const LIKELY = 4;
/** Rows that hold the whole question as it stands. */
const PHRASE = 2;
/** Kinds of operations that are not meant unless they are asked for. */
const SPECIAL = /msp|template|batch|multi|intelli/gi;

/** Why an operation was found: the best place of one word. */
export interface Reason {
  word: string;
  in: Place;
  /** What is there. */
  text: string;
}

export interface Hit {
  operation: IndexedOperation;
  score: number;
  reasons: Reason[];
}

/**
 * Finds operations, the best first. All words have to be found; where no operation has all of them, those with the most.
 * @param mask only operations of these snapshots, and what they have there
 * @param likely words that need not be found
 */
export function search(
  index: SearchIndex,
  words: readonly SearchWord[],
  mask: number,
  likely: readonly SearchWord[] = [],
): Hit[] {
  const found = words.map((word) => bestPlaces(index, word, words, mask));
  const likelier = likely.map((word) => bestPlaces(index, word, [word], mask));
  const hits = index.operations.flatMap((operation, number): Hit[] => {
    if ((operation.in & mask) === 0) return [];
    const places = found.map((each) => each.get(number)).filter((place) => place !== undefined);
    if (places.length === 0) return [];
    const extra = likelier.reduce((sum, each) => sum + Math.min(LIKELY, each.get(number)?.score ?? 0), 0);
    return [{ operation, score: places.reduce((sum, { score }) => sum + score, extra), reasons: places }];
  });
  const most = hits.reduce((least, { reasons }) => Math.max(least, reasons.length), 0);
  return hits
    .filter(({ reasons }) => reasons.length === most)
    .map((hit) => ({ ...hit, score: worthOf(hit, index, words, mask) }))
    .sort((a, b) => b.score - a.score || (a.operation.path < b.operation.path ? -1 : 1));
}

/** What an operation is worth by what was found in it and by what it is. */
function worthOf(
  { operation, score }: Hit,
  { snapshots }: SearchIndex,
  words: readonly SearchWord[],
  mask: number,
): number {
  const { name, path, method, deprecated = 0 } = operation;
  const tokens = tokensOf(name);
  const named = words.filter((word) => quality(word, name) > 0.5).length;
  const [verb = ""] = tokensOf(name.slice(name.indexOf(".") + 1));
  const phrase = phraseOf(words);
  // A path has three words at least.
  const exact = [name, ...(words.length > 2 ? [path] : [])].some((text) =>
    phrase.includes(` ${tokensOf(text).join(" ")} `),
  );
  const special = [...`${name} ${path}`.matchAll(SPECIAL)].some(
    ([kind]) => !words.some(({ text }) => text === kind.toLowerCase()),
  );
  const newest = 1 << (snapshots.length - 1);
  const reads = method === "GET" && !asksForChange(words);
  return (
    (score +
      (COMPACT * named) / tokens.length +
      (words.some((word) => fitOf(word, verb) > 0.5) ? VERB : 0) +
      (exact ? EXACT : 0) +
      (reads ? READS : 0)) *
    (method === "GET" && !reads ? 0.85 : 1) *
    (special ? 0.85 : 1) *
    (deprecated & mask ? 0.7 : 1) *
    (operation.in & newest || !(mask & newest) ? 1 : 0.95)
  );
}

/** The words in their order, with a blank around each. */
function phraseOf(words: readonly SearchWord[]): string {
  return ` ${words.map(({ text }) => text).join(" ")} `;
}

interface Found extends Reason {
  score: number;
}

/** Places of an operation itself. */
const OWN = ["name", "tag", "path", "title"] as const;
/** Places that have a table. */
const TABLES = ["field", "value", "permission", "error"] as const;
const ORDER = Object.keys(WEIGHTS);

/** By the numbers of operations, the place where one word counts most. */
function bestPlaces(
  { operations, terms, tables }: SearchIndex,
  word: SearchWord,
  words: readonly SearchWord[],
  mask: number,
): Map<number, Found> {
  const best = new Map<number, Found>();
  const offer = (number: number, place: Place, score: number, textOf: () => string): void => {
    const before = best.get(number);
    if (before && (before.score > score || (before.score === score && isBefore(before.in, place)))) return;
    best.set(number, { score, word: word.text, in: place, text: textOf() });
  };
  const rated = TABLES.map((place) => ({ place, fits: new Map<number, number>() }));
  for (const term of terms) {
    const fit = fitOf(word, term.term);
    if (fit === 0) continue;
    for (const place of OWN)
      for (const number of numbersOf(term[place]))
        offer(number, place, fit * ownWeight(operations[number] as IndexedOperation, place, term.term), () =>
          ownText(operations[number] as IndexedOperation, place, term.term),
        );
    for (const { place, fits } of rated)
      for (const row of numbersOf(term[place])) fits.set(row, Math.max(fit, fits.get(row) ?? 0));
  }
  for (const [number, { method }] of operations.entries())
    if (word.text === method.toLowerCase()) offer(number, "method", WEIGHTS.method, () => method);
  const phrase = words.length > 1 ? phraseOf(words) : undefined;
  for (const { place, fits } of rated)
    for (const [row, fit] of fits) {
      const text = tables[place].texts[row] as string;
      const score = WEIGHTS[place] * rowWorth(text, fit, phrase);
      for (const number of operationsIn(tables[place].operations[row], mask))
        offer(number, place, score, () => text);
    }
  return best;
}

/** Whether one of two places that count the same is shown, not the other one. */
function isBefore(one: Place, other: Place): boolean {
  return ORDER.indexOf(one) <= ORDER.indexOf(other);
}

function ownWeight({ path }: IndexedOperation, place: (typeof OWN)[number], term: string): number {
  return WEIGHTS[place] * (place === "path" && term === "site" && IN_SITE.test(path) ? SCOPE : 1);
}

/** The text of an operation that has a word. */
function ownText(operation: IndexedOperation, place: (typeof OWN)[number], term: string): string {
  if (place !== "name") return operation[place];
  const { name, olderNames = [] } = operation;
  return olderNames.length === 0 || tokensOf(name).includes(term)
    ? name
    : (olderNames.find((each) => tokensOf(each).includes(term)) ?? name);
}

/** In front of what a row is called. */
const PLACE = /^(-\d+ |(query|header|cookie|body|result)\.)/;

/** How much a row of a table counts that fits a word. */
function rowWorth(text: string, fit: number, phrase: string | undefined): number {
  const tokens = tokensOf(text.replace(PLACE, ""));
  if (phrase !== undefined && ` ${tokens.join(" ")} `.includes(phrase)) return fit * PHRASE;
  // What comes back says less about what an operation does than what is sent.
  return fit * (0.5 + 0.5 / tokens.length) * (text.startsWith("result.") ? 0.5 : 1);
}
