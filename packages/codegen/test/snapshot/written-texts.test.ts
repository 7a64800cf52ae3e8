import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realDocuments } from "../support/real-documents.js";
import { SPECS } from "../support/workspace.js";

const WRITTEN = ["descriptions.json", "overlays/always-present.json", "overlays/value-tables.json"];
/** As many words in a row are a coincidence at most. */
const RUN = 6;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(" "));
}

/** All texts under keys that are wanted. */
function textsUnder(value: unknown, wanted: (key: string) => boolean): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === "string" ? (wanted(key) ? [child] : []) : textsUnder(child, wanted),
  );
}

/** Sentences that documents say, and all runs of words in their texts. */
function said(texts: readonly string[]) {
  const runs = new Set(texts.flatMap(runsOf));
  const sentences = new Set(
    texts.flatMap((text) => text.split(/[.;:<]/)).map((text) => wordsOf(text).join(" ")),
  );
  return (text: string): boolean =>
    runsOf(text).some((run) => runs.has(run)) ||
    (wordsOf(text).length > 2 && sentences.has(wordsOf(text).join(" ")));
}

test("a repeated sentence is found, whatever its case and punctuation", () => {
  const repeats = said(["Turns on all of the lamps in this room. Lamp is required", "Lists every lamp"]);
  expect(repeats("It turns on ALL of the lamps, in a house")).toBe(true);
  expect(repeats("Lists every lamp.")).toBe(true);
  expect(repeats("Turns lamps on, all those of one room")).toBe(false);
});

test.skipIf(realDocuments === undefined)(
  "what we have written repeats no text of a document",
  async () => {
    const folder = realDocuments ?? "";
    const names = (await readdir(folder, { recursive: true }))
      .map(String)
      .filter((name) => name.endsWith(".json"));
    const isText = (key: string) => key === "description" || key === "summary";
    // Labels of values are facts, up to five words of them.
    const isOurs = (key: string) => key !== "label";
    const texts = new Set<string>();
    for (const name of names) {
      for (const text of textsUnder(JSON.parse(await readFile(join(folder, name), "utf8")), isText))
        texts.add(text);
    }
    expect(texts.size).toBeGreaterThan(10_000);
    const repeats = said([...texts]);
    const ours = await Promise.all(WRITTEN.map((name) => readFile(join(SPECS, name), "utf8")));
    const written = ours.flatMap((text) =>
      textsUnder(JSON.parse(text), isOurs).filter(
        (line) => wordsOf(line).length > 2 && !/^\S+ \/openapi\/\S+$/.test(line),
      ),
    );
    expect(written.length).toBeGreaterThan(250);
    expect(written.filter(repeats)).toEqual([]);
  },
  60_000,
);
