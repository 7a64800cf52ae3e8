import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Shorter ones are labels and everyday phrases; addresses and lists of numbers are no sentences. */
const FEWEST_WORDS = 6;
const FEWEST_REAL_WORDS = 3;
/** Phrases without content, by which a miner recognises what follows; a line break makes them look like sentences. */
const CONVENTIONS = new Set(["should be a value as follows"]);
const TEXTS = new Set(["description", "summary", "title"]);

/** Sentences of documents, to be found in other texts whatever stands between their words. */
export interface SentenceIndex {
  size: number;
  /** The sentences that occur in a text, word for word. */
  findIn(text: string): string[];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isSentence(words: readonly string[]): boolean {
  const real = words.filter((word) => /^\p{L}{3,}$/u.test(word)).length;
  return words.length >= FEWEST_WORDS && real >= FEWEST_REAL_WORDS && !CONVENTIONS.has(words.join(" "));
}

/** The table or note behind the first colon of a sentence. */
function behindColon(sentence: string): string {
  return /[:：](.*)$/s.exec(sentence)?.[1] ?? "";
}

/** The sentences of texts, by their first words. */
export function indexSentences(texts: Iterable<string>): SentenceIndex {
  const byStart = new Map<string, Set<string>>();
  let size = 0;
  for (const text of texts) {
    const sentences = text.replaceAll(/<br\s*\/?>/gi, "\n").split(/[;\n]|\.(?!\d)/);
    for (const part of sentences.flatMap((sentence) => [sentence, behindColon(sentence)])) {
      const words = wordsOf(part);
      if (!isSentence(words)) continue;
      const start = words.slice(0, FEWEST_WORDS).join(" ");
      const known = byStart.get(start) ?? new Set();
      byStart.set(start, known);
      if (!known.has(words.join(" "))) size++;
      known.add(words.join(" "));
    }
  }
  return { size, findIn: (text) => [...occurrences(wordsOf(text), byStart)] };
}

function* occurrences(
  words: readonly string[],
  byStart: ReadonlyMap<string, Set<string>>,
): Generator<string> {
  for (let at = 0; at + FEWEST_WORDS <= words.length; at++) {
    for (const sentence of byStart.get(words.slice(at, at + FEWEST_WORDS).join(" ")) ?? []) {
      const length = sentence.split(" ").length;
      if (words.slice(at, at + length).join(" ") === sentence) yield sentence;
    }
  }
}

/** Every text of the documents below a folder. */
export async function textsBelow(folder: string): Promise<Set<string>> {
  const texts = new Set<string>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith(".json")) continue;
    JSON.parse(await readFile(join(folder, file), "utf8"), (key, value: unknown) => {
      if (typeof value === "string" && TEXTS.has(key)) texts.add(value);
      return value;
    });
  }
  return texts;
}
