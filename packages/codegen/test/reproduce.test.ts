import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importSnapshot } from "../src/import/import.js";
import { readManifest } from "../src/specs/manifest.js";
import { realDocuments, realInput } from "./support/real-documents.js";
import { contentsOf, SPECS, temporaryFolder } from "./support/workspace.js";

const { snapshots } = await readManifest(SPECS);
const ids = snapshots.map(({ id }) => id);

async function copyOfSpecs(): Promise<string> {
  const copy = join(await temporaryFolder(), "specs");
  await cp(SPECS, copy, { recursive: true });
  return copy;
}

describe.skipIf(realDocuments === undefined)("importing the real documents again", () => {
  it.each(ids)("%s gives the committed bytes", { timeout: 60_000 }, async (id) => {
    const specsDir = await copyOfSpecs();
    await importSnapshot({ ...realInput(id), specsDir, id, replace: true });
    const [before, after] = await Promise.all([contentsOf(SPECS), contentsOf(specsDir)]);
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    const changed = Object.keys(before).filter((file) => before[file] !== after[file]);
    expect(changed, "import all snapshots again with --replace and review the change").toEqual([]);
  });

  it.each([[[...ids].reverse()], [[...ids.slice(2), ...ids.slice(0, 2)]]])(
    "in the order %j changes no name",
    { timeout: 60_000 },
    async (order) => {
      const specsDir = await copyOfSpecs();
      const lock = () => readFile(join(specsDir, "names.lock.json"), "utf8");
      const before = await lock();
      for (const id of order) {
        await importSnapshot({ ...realInput(id), specsDir, id, replace: true });
        expect(await lock()).toBe(before);
      }
    },
  );
});
