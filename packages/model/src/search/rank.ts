import { tokensOf } from "../words.js";
import { type IndexedOperation, numbersOf, operationsIn, type SearchIndex } from "./search-index.js";
import { asksForChange, fitOf, type SearchWord } from "./words.js";

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
/** One whose whole name or path stands in the question, or whose path ends with the question. */
const EXACT = 10;
/** One whose path has the question as a piece that does not end it. */
const PIECE = 7;
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
  const { operations } = index;
  const found = words.map((word) => bestPlaces(index, word, words, mask));
  const likelier = likely.map((word) => bestPlaces(index, word, [word], mask));
  // How many words each operation has.
  const counts = operations.map(({ in: snapshots }, number) =>
    snapshots & mask ? found.reduce((sum, { scores }) => sum + (has(scores, number) ? 1 : 0), 0) : 0,
  );
  const most = counts.reduce((max, count) => Math.max(max, count), 1);
  const worth = judge(index, words, mask);
  const hits = operations.flatMap((operation, number) => {
    if (counts[number] !== most) return [];
    const extra = likelier.reduce((sum, { scores }) => sum + Math.min(LIKELY, scores[number] as number), 0);
    const score = found.reduce((sum, { scores }) => sum + (scores[number] as number), extra);
    return [{ operation, number, score: worth(operation, score) }];
  });
  return hits
    .sort((a, b) => b.score - a.score || (a.operation.path < b.operation.path ? -1 : 1))
    .map(({ operation, number, score }) => ({
      operation,
      score,
      // Made when it is read, because few of the operations found are shown.
      get reasons() {
        return found.filter(({ scores }) => has(scores, number)).map((places) => places.reasonOf(number));
      },
    }));
}

/** Places that say nothing new beside the name, the path and the title of an operation. */
const SEEN: readonly Place[] = ["name", "tag", "path", "title", "method"];

/** Why an operation was found, as far as what is shown of it does not say so: `field body.name`, `value "Off"`. */
export function shownReasons(reasons: readonly Reason[]): string[] {
  const hidden = reasons.filter((reason) => !SEEN.includes(reason.in));
  return [
    ...new Set(
      hidden.map(({ in: place, text }) => (place === "value" ? `value "${text}"` : `${place} ${text}`)),
    ),
  ];
}

function has(scores: Float64Array, number: number): boolean {
  return (scores[number] as number) > 0;
}

/** What operations are worth by what was found in them (a score) and by what they are. */
function judge(
  { snapshots }: SearchIndex,
  words: readonly SearchWord[],
  mask: number,
): (operation: IndexedOperation, score: number) => number {
  const newest = 1 << (snapshots.length - 1);
  const phrase = phraseOf(words);
  const onlyReads = !asksForChange(words);
  const fits = words.map(() => new Map<string, number>());
  const fit = (at: number, token: string): number => {
    const known = fits[at]?.get(token);
    if (known !== undefined) return known;
    const value = fitOf(words[at] as SearchWord, token);
    fits[at]?.set(token, value);
    return value;
  };
  return (operation, score) => {
    const { method, deprecated = 0 } = operation;
    const { tokens, verb, name, path, kinds } = traitsOf(operation);
    const named = words.filter((_, at) => tokens.some((token) => fit(at, token) > 0.5)).length;
    // A path has three words at least.
    const isPath = words.length > 2;
    const exact = phrase.includes(name) || (isPath && (phrase.includes(path) || path.endsWith(phrase)));
    const piece = isPath && path.includes(phrase);
    const special = kinds.some((kind) => !words.some(({ text }) => text === kind));
    const reads = method === "GET" && onlyReads;
    return (
      (score +
        (COMPACT * named) / tokens.length +
        (words.some((_, at) => fit(at, verb) > 0.5) ? VERB : 0) +
        (exact ? EXACT : piece ? PIECE : 0) +
        (reads ? READS : 0)) *
      (method === "GET" && !reads ? 0.85 : 1) *
      (special ? 0.85 : 1) *
      (deprecated & mask ? 0.7 : 1) *
      (operation.in & newest || !(mask & newest) ? 1 : 0.95)
    );
  };
}

/** What an operation is by its name and path. */
interface Traits {
  /** Words of the name. */
  tokens: readonly string[];
  /** The first word of the method. */
  verb: string;
  /** The words of the name and those of the path, with a blank around each. */
  name: string;
  path: string;
  /** What makes it special. */
  kinds: string[];
}

const traits = new WeakMap<IndexedOperation, Traits>();

function traitsOf(operation: IndexedOperation): Traits {
  const known = traits.get(operation);
  if (known) return known;
  const { name, path } = operation;
  const tokens = tokensOf(name);
  const made = {
    tokens,
    verb: tokensOf(name.slice(name.indexOf(".") + 1))[0] ?? "",
    name: ` ${tokens.join(" ")} `,
    path: ` ${tokensOf(path).join(" ")} `,
    kinds: [...`${name} ${path}`.matchAll(SPECIAL)].map(([kind]) => kind.toLowerCase()),
  };
  traits.set(operation, made);
  return made;
}

/** The words in their order, with a blank around each. */
function phraseOf(words: readonly SearchWord[]): string {
  return ` ${words.map(({ text }) => text).join(" ")} `;
}

/** Places of an operation itself. */
const OWN = ["name", "tag", "path", "title"] as const;
/** Places that have a table. */
const TABLES = ["field", "value", "permission", "error"] as const;
const PLACES = Object.keys(WEIGHTS) as Place[];

/** Where one word counts most in each operation. */
class Places {
  /** By the number of the operation; 0 for those without the word. */
  readonly scores: Float64Array;
  /** By operation, the number of the place, and the term or the text that is there. */
  readonly #places: Uint8Array;
  readonly #index: SearchIndex;
  readonly #word: string;
  readonly #found: string[];

  constructor(index: SearchIndex, word: string, before?: Places) {
    this.#index = index;
    this.#word = word;
    const { length } = index.operations;
    this.scores = before?.scores.slice() ?? new Float64Array(length);
    this.#places = before ? before.#places.slice() : new Uint8Array(length);
    this.#found = before ? before.#found.slice() : new Array<string>(length).fill("");
  }

  offer(number: number, place: number, score: number, found: string): void {
    const before = this.scores[number] as number;
    if (before > score || (before === score && (this.#places[number] as number) <= place)) return;
    this.scores[number] = score;
    this.#places[number] = place;
    this.#found[number] = found;
  }

  reasonOf(number: number): Reason {
    const place = PLACES[this.#places[number] as number] as Place;
    const operation = this.#index.operations[number] as IndexedOperation;
    return { word: this.#word, in: place, text: textOf(operation, place, this.#found[number] as string) };
  }
}

/** What one word finds, whatever the other words of its question are. */
interface Found {
  word: string;
  places: Places;
  /** By table, how well the rows fit that have the word. */
  rows: { place: (typeof TABLES)[number]; fits: ReadonlyMap<number, number> }[];
}

/** Words of the last questions: while a question is typed, all of its words but one are those of the keystroke before. */
const recent = new WeakMap<SearchIndex, Map<string, Found>>();
const RECENT = 60;

function bestPlaces(
  index: SearchIndex,
  word: SearchWord,
  words: readonly SearchWord[],
  mask: number,
): Places {
  const known = recent.get(index) ?? new Map<string, Found>();
  recent.set(index, known);
  const key = `${mask} ${word.text}`;
  const found = known.get(key) ?? findWord(index, word, mask);
  // The oldest of them goes first.
  known.delete(key);
  if (known.size >= RECENT) known.delete(known.keys().next().value as string);
  known.set(key, found);
  return words.length > 1 ? withPhrase(index, found, phraseOf(words), mask) : found.places;
}

function findWord(index: SearchIndex, word: SearchWord, mask: number): Found {
  const { operations, terms, tables } = index;
  const places = new Places(index, word.text);
  const rated = TABLES.map((place) => ({ place, fits: new Map<number, number>() }));
  for (const term of terms) {
    const fit = fitOf(word, term.term);
    if (fit === 0) continue;
    for (const place of OWN)
      for (const number of numbersOf(term[place])) {
        const weight = ownWeight(operations[number] as IndexedOperation, place, term.term);
        places.offer(number, PLACES.indexOf(place), fit * weight, term.term);
      }
    for (const { place, fits } of rated)
      for (const row of numbersOf(term[place])) fits.set(row, Math.max(fit, fits.get(row) ?? 0));
  }
  for (const [number, { method }] of operations.entries())
    if (word.text === method.toLowerCase())
      places.offer(number, PLACES.indexOf("method"), WEIGHTS.method, word.text);
  for (const { place, fits } of rated)
    for (const [row, fit] of fits) {
      const text = tables[place].texts[row] as string;
      const score = WEIGHTS[place] * rowWorth(text, fit);
      for (const number of operationsIn(tables[place].operations[row], mask))
        places.offer(number, PLACES.indexOf(place), score, text);
    }
  return { word: word.text, places, rows: rated };
}

/** Rows that hold the whole question count more. */
function withPhrase(index: SearchIndex, { word, places, rows }: Found, phrase: string, mask: number): Places {
  const { tables } = index;
  let better: Places | undefined;
  for (const { place, fits } of rows)
    for (const [row, fit] of fits) {
      const text = tables[place].texts[row] as string;
      if (!labelOf(text).words.includes(phrase)) continue;
      better ??= new Places(index, word, places);
      for (const number of operationsIn(tables[place].operations[row], mask))
        better.offer(number, PLACES.indexOf(place), WEIGHTS[place] * (fit * PHRASE), text);
    }
  return better ?? places;
}

function ownWeight({ path }: IndexedOperation, place: (typeof OWN)[number], term: string): number {
  return WEIGHTS[place] * (place === "path" && term === "site" && IN_SITE.test(path) ? SCOPE : 1);
}

/** What a reason shows: the text of a row, or that of an operation in which a term is. */
function textOf(operation: IndexedOperation, place: Place, found: string): string {
  if (place === "name") {
    const { name, olderNames = [] } = operation;
    const isIn = (each: string) => tokensOf(each).includes(found);
    return isIn(name) ? name : (olderNames.find(isIn) ?? name);
  }
  const isOwn = place === "tag" || place === "path" || place === "title" || place === "method";
  return isOwn ? operation[place] : found;
}

/** In front of what a row is called. */
const PLACE = /^(-\d+ |(query|header|cookie|body|result)\.)/;

/** What a row of a table is called. */
interface Label {
  /** With a blank around each. */
  words: string;
  number: number;
}

const labels = new Map<string, Label>();

function labelOf(text: string): Label {
  const known = labels.get(text);
  if (known) return known;
  const tokens = tokensOf(text.replace(PLACE, ""));
  const label = { words: ` ${tokens.join(" ")} `, number: tokens.length };
  labels.set(text, label);
  return label;
}

/** How much a row of a table counts that fits a word. */
function rowWorth(text: string, fit: number): number {
  // What comes back says less about what an operation does than what is sent.
  return fit * (0.5 + 0.5 / labelOf(text).number) * (text.startsWith("result.") ? 0.5 : 1);
}
