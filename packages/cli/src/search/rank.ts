import type { IndexedOperation, SearchIndex } from "@omada-sdk/codegen";
import { quality, type SearchWord, tokensOf } from "./words.js";

/** Where a word was found. */
export type Place = "name" | "tag" | "path" | "title" | "method" | "field" | "permission" | "error" | "value";

/** What a word counts by the place where it is found. */
const WEIGHTS: Readonly<Record<Place, number>> = {
  name: 10,
  tag: 8,
  title: 6,
  path: 6,
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
/** One that only reads is looked for first. */
const READS = 1;
/** Rows that hold the whole question as it stands. */
const PHRASE = 2;
/** Kinds of operations that are not meant unless they are asked for. */
const SPECIAL = /msp|template|batch|multi/gi;

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
 */
export function search(index: SearchIndex, words: readonly SearchWord[], mask: number): Hit[] {
  const rated = words.map((word) => ratings(index, word, words));
  const hits = index.operations
    .filter((operation) => operation.in & mask)
    .map((operation) => hitOf(operation, words, rated, mask))
    .filter(({ reasons }) => reasons.length > 0);
  const most = Math.max(0, ...hits.map(({ reasons }) => reasons.length));
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
  const named = words.filter((word) => quality(word, name) > 0.5).length;
  const phrase = phraseOf(words);
  const exact = [name, path].some((text) => phrase.includes(` ${tokensOf(text).join(" ")} `));
  const special = [...`${name} ${path}`.matchAll(SPECIAL)].some(
    ([kind]) => !words.some(({ text }) => text === kind.toLowerCase()),
  );
  const newest = 1 << (snapshots.length - 1);
  return (
    (score +
      (COMPACT * named) / tokensOf(name).length +
      (exact ? EXACT : 0) +
      (method === "GET" ? READS : 0)) *
    (special ? 0.85 : 1) *
    (deprecated & mask ? 0.7 : 1) *
    (operation.in & newest || !(mask & newest) ? 1 : 0.95)
  );
}

/** The words in their order, with a blank around each. */
function phraseOf(words: readonly SearchWord[]): string {
  return ` ${words.map(({ text }) => text).join(" ")} `;
}

/** A row of a table that fits a word. */
interface Rated {
  fits: number;
  text: string;
}

/** How well one word fits each row of the tables; rows that it does not fit are missing. */
function ratings(index: SearchIndex, word: SearchWord, words: readonly SearchWord[]) {
  const phrase = phraseOf(words);
  const rate = (text: string): number => {
    const fits = quality(word, text);
    if (fits === 0) return 0;
    const tokens = tokensOf(text.replace(PLACE, ""));
    if (words.length > 1 && ` ${tokens.join(" ")} `.includes(phrase)) return fits * PHRASE;
    // What comes back says less about what an operation does than what is sent.
    return fits * (0.5 + 0.5 / tokens.length) * (text.startsWith("result.") ? 0.5 : 1);
  };
  const rated = (texts: readonly string[], rowAt: (at: number) => number = (at) => at) => {
    const found = new Map<number, Rated>();
    for (let at = 0; at < texts.length; at++) {
      const text = texts[at] as string;
      const fits = rate(text);
      if (fits > 0) found.set(rowAt(at), { fits, text });
    }
    return found;
  };
  const codes = index.codes.map(({ code, name }) => `${code} ${name}`);
  return {
    field: rated(index.fields),
    value: rated(index.labels),
    permission: rated(index.permissions),
    error: rated(codes, (at) => index.codes[at]?.code ?? 0),
  };
}

/** In front of what a row is called. */
const PLACE = /^(-\d+ |(query|header|cookie|body|result)\.)/;

/** The tables of the index, each with the member that names its rows. */
const TABLES = [
  ["field", "fields"],
  ["value", "labels"],
  ["permission", "permissions"],
  ["error", "errorCodes"],
] as const;

function hitOf(
  operation: IndexedOperation,
  words: readonly SearchWord[],
  rated: readonly ReturnType<typeof ratings>[],
  mask: number,
): Hit {
  const reasons: Reason[] = [];
  let score = 0;
  for (let at = 0; at < words.length; at++) {
    const best = bestOf(operation, words[at] as SearchWord, rated[at] as ReturnType<typeof ratings>, mask);
    if (best.in === undefined) continue;
    reasons.push({ word: (words[at] as SearchWord).text, in: best.in, text: best.text });
    score += best.score;
  }
  return { operation, reasons, score };
}

/** The place where one word counts most. It runs thousands of times in a process that has just begun: it makes little. */
function bestOf(
  operation: IndexedOperation,
  word: SearchWord,
  rated: ReturnType<typeof ratings>,
  mask: number,
): { score: number; in: Place | undefined; text: string } {
  const best: { score: number; in: Place | undefined; text: string } = { score: 0, in: undefined, text: "" };
  const offer = (place: Place, fits: number, text: string): void => {
    if (fits * WEIGHTS[place] <= best.score) return;
    best.score = fits * WEIGHTS[place];
    best.in = place;
    best.text = text;
  };
  const { name, olderNames = [], method, tag, path, title } = operation;
  offer("name", quality(word, name.slice(name.indexOf(".") + 1)), name);
  for (const each of olderNames) offer("name", quality(word, each.slice(each.indexOf(".") + 1)), each);
  // A text fits by 1 at most, and taking it apart costs time.
  if (best.score < WEIGHTS.tag) offer("tag", quality(word, tag), tag);
  if (best.score < WEIGHTS.path && word.hint.test(path))
    for (const step of path.split("/")) offer("path", quality(word, step), path);
  if (best.score < WEIGHTS.title) offer("title", quality(word, title), title);
  if (word.text === method.toLowerCase()) offer("method", 1, method);
  for (const [place, member] of TABLES) {
    const fitting = rated[place];
    const groups = operation[member];
    // Most words are in few rows of few tables.
    if (fitting.size === 0 || groups === undefined) continue;
    for (const [within, rows] of groups) {
      if ((within & mask) === 0) continue;
      for (let at = 0; at < rows.length; at++) {
        const found = fitting.get(rows[at] as number);
        if (found !== undefined) offer(place, found.fits, found.text);
      }
    }
  }
  return best;
}
