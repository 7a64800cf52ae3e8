import { nearest, tokensOf } from "../words.js";
import type { SearchIndex } from "./search-index.js";
import { fitOf, KNOWN_WORDS, searchWords } from "./words.js";

/** Shorter words are near to too many others. */
const SHORTEST = 4;

/** For the words of a question, the nearest ones that names and fields have. */
export function nearWords({ operations, tables }: SearchIndex, question: readonly string[]): string[] {
  const vocabulary = new Set(
    [...operations.map(({ name }) => name), ...tables.field.texts].flatMap((text) => tokensOf(text)),
  );
  return question.flatMap((word) => nearest(word, vocabulary) ?? []);
}

/** A question with the nearest known words in place of those that nothing has; undefined if there are none to replace. */
export function corrected({ operations, terms }: SearchIndex, question: string): string | undefined {
  const words = searchWords([question]);
  // A path is often asked for with what stands before it.
  const methods = new Set(operations.map(({ method }) => method.toLowerCase()));
  const isKnown = (text: string) =>
    KNOWN_WORDS.has(text) ||
    methods.has(text) ||
    words.some((word) => word.text === text && terms.some(({ term }) => fitOf(word, term) > 0));
  let replaced = false;
  const tokens = tokensOf(question).map((token) => {
    // Digits are looked for as they are.
    if (token.length < SHORTEST || /^\d+$/.test(token) || isKnown(token)) return token;
    const near = nearest(token, [...KNOWN_WORDS, ...terms.map(({ term }) => term)]);
    if (near === undefined) return token;
    replaced = true;
    return near;
  });
  return replaced ? tokens.join(" ") : undefined;
}
