import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importSnapshot } from "../src/import/import.js";
import { readManifest } from "../src/specs/manifest.js";
import { realDocuments, realInput } from "./support/real-documents.js";
import { expectCommittedBytes } from "./support/reproduce.js";
import { copyOfSpecs, SPECS } from "./support/workspace.js";

const { snapshots } = await readManifest(SPECS);
const ids = snapshots.map(({ id }) => id);

describe.skipIf(realDocuments === undefined)("importing the real documents again", () => {
  it.each(ids)("gives the committed bytes of %s", { timeout: 60_000 }, expectCommittedBytes);

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
