import { describe, expect, it } from "vitest";
import { importSnapshot } from "../src/import/import.js";
import { readManifest } from "../src/model/index.js";
import { realDocuments, realInput } from "./support/real-documents.js";
import { contentsOf, copyOfSpecs, SPECS } from "./support/workspace.js";

const { snapshots } = await readManifest(SPECS);
const ids = snapshots.map(({ id }) => id);

describe.skipIf(realDocuments === undefined)("importing the real documents again", () => {
  it.each(ids)("%s gives the committed bytes", { timeout: 60_000 }, async (id) => {
    const specsDir = await copyOfSpecs();
    await importSnapshot({ ...realInput(id), specsDir, id, replace: true });
    const [before, after] = await Promise.all([contentsOf(SPECS), contentsOf(specsDir)]);
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    const changed = Object.keys(before).filter((file) => before[file] !== after[file]);
    expect(changed, "import all snapshots again with --replace and review the change").toEqual([]);
  });
});
