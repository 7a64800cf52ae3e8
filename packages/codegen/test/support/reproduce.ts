import { expect } from "vitest";
import { importSnapshot } from "../../src/import/import.js";
import { realInput } from "./real-documents.js";
import { contentsOf, copyOfSpecs, SPECS } from "./workspace.js";

/** Importing the real documents of a snapshot again changes no byte in the specs folder. */
export async function expectCommittedBytes(id: string): Promise<void> {
  const specsDir = await copyOfSpecs();
  await importSnapshot({ ...realInput(id), specsDir, id, replace: true });
  const [before, after] = await Promise.all([contentsOf(SPECS), contentsOf(specsDir)]);
  expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
  const changed = Object.keys(before).filter((file) => before[file] !== after[file]);
  expect(changed, "import all snapshots again with --replace and review the change").toEqual([]);
}
