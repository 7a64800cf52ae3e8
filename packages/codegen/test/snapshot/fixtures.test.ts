import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { realDocuments } from "../support/real-documents.js";
import { indexSentences, textsBelow } from "../support/vendor-sentences.js";
import { REPOSITORY } from "../support/workspace.js";

/** Files that a person has written to test with: whatever lies in a folder `test`, and tests beside the code. */
async function fixtures(): Promise<string[]> {
  const folders = (await readdir(join(REPOSITORY, "packages"))).map((name) => join("packages", name));
  const found: string[] = [];
  for (const folder of [...folders, "scripts"]) {
    for (const entry of ["src", "test", "lib"]) {
      const path = join(folder, entry);
      const names = await readdir(join(REPOSITORY, path), { recursive: true }).catch(() => []);
      found.push(
        ...names
          .filter((name) =>
            (entry === "test" ? /\.(?:tsx?|m?js|json|txt|md)$/ : /\.test(?:-d)?\.tsx?$/).test(name),
          )
          .map((name) => join(path, name)),
      );
    }
  }
  return found.sort();
}

describe.skipIf(realDocuments === undefined)("what tests are written with", () => {
  it("repeats no sentence of the vendor's documents", { timeout: 120_000 }, async () => {
    const index = indexSentences(await textsBelow(realDocuments ?? ""));
    expect(index.size).toBeGreaterThan(5000);
    const files = await fixtures();
    expect(files.length).toBeGreaterThan(100);
    const repeated: string[] = [];
    for (const file of files) {
      const sentences = index.findIn(await readFile(join(REPOSITORY, file), "utf8"));
      repeated.push(...sentences.map((sentence) => `${file}: ${sentence}`));
    }
    expect(repeated).toEqual([]);
  });
});

describe("the search for sentences", () => {
  const index = indexSentences([
    "Lamps. Turns on all of the lamps in this room.<br/>Glows 5.5 hours, or until they break;",
  ]);

  it("finds them whatever stands between their words", () => {
    expect(index.size).toBe(2);
    expect(index.findIn('"// Turns on ALL of the\n lamps (in this room) again"')).toEqual([
      "turns on all of the lamps in this room",
    ]);
    expect(index.findIn("It glows 5.5 hours or until they break")).toHaveLength(1);
  });

  it("lets pass what shares a part with them", () => {
    expect(index.findIn("Turns on all of the lamps in this house, or until they break")).toEqual([]);
  });
});
