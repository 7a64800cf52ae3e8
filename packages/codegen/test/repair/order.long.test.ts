import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { randomOf, withKeysShuffled } from "../support/random.js";
import { realDocuments, realInput } from "../support/real-documents.js";
import { contentsOf, emptySpecs, imported, SPECS } from "../support/workspace.js";

describe.skipIf(realDocuments === undefined)("the order of keys in the documents of 5.15", () => {
  it("changes nothing in the snapshot", { timeout: 60_000 }, async () => {
    const folder = realInput("5.15").input;
    const documents: Record<string, unknown> = {};
    for (const file of await readdir(folder)) {
      documents[file] = JSON.parse(await readFile(join(folder, file), "utf8"));
    }
    const groups = JSON.parse(await readFile(join(SPECS, "groups.json"), "utf8"));
    const snapshotOf = async (input: Record<string, unknown>) => {
      const specsDir = await emptySpecs({ "groups.json": groups });
      const { lock, entry } = await imported(input, {
        id: "5.15",
        controllerVersion: "5.15.24.19",
        specsDir,
      });
      return {
        files: await contentsOf(join(specsDir, "5.15")),
        lock,
        groups: entry.groups,
        facts: entry.facts,
      };
    };
    const other = withKeysShuffled(documents, randomOf(515)) as Record<string, unknown>;
    expect(await snapshotOf(other)).toEqual(await snapshotOf(documents));
  });
});
