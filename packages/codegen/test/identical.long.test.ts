import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diffSnapshots } from "../src/diff/index.js";
import { generate } from "../src/emit/generate.js";
import { importSnapshot } from "../src/import/import.js";
import { updateDerivedSpecs } from "../src/release/derived.js";
import { readManifest } from "../src/specs/manifest.js";
import { readSnapshot } from "../src/specs/snapshot.js";
import { realDocuments, realInput } from "./support/real-documents.js";
import { contentsOf, SPECS, temporaryFolder } from "./support/workspace.js";

const { snapshots } = await readManifest(SPECS);

/** `5.15` -> `5.16`, `6.2-cloud` -> `6.3-cloud`. */
const nextId = (id: string): string => id.replace(/\.(\d+)/, (_, minor) => `.${Number(minor) + 1}`);

/** The generated declarations of a snapshot, without what their banners say of its id; facts name versions, too. */
async function declarations(packagesDir: string, id: string): Promise<Record<string, string>> {
  const files = await contentsOf(join(packagesDir, "types/generated", id));
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, text.replace(`specs/${id}`, "specs/ID")]),
  );
}

describe.skipIf(realDocuments === undefined)("the same documents under the next id", () => {
  it.each(snapshots)("of $id change nothing", { timeout: 120_000 }, async ({ id, ...entry }) => {
    const next = nextId(id);
    const folder = await temporaryFolder();
    const specsDir = join(folder, "specs");
    await cp(SPECS, specsDir, { recursive: true });
    const { kind, lost } = entry.source;
    await importSnapshot({
      ...realInput(id),
      specsDir,
      id: next,
      flavour: entry.flavour,
      controllerVersion: entry.controllerVersion,
      ...(kind === "served" ? {} : { [kind]: lost }),
    });
    const [before, after] = await Promise.all([readSnapshot(specsDir, id), readSnapshot(specsDir, next)]);
    expect(after.operations).toEqual(before.operations);
    expect(after.schemas).toEqual(before.schemas);
    const report = await diffSnapshots(specsDir, id, next);
    expect(report.findings).toEqual([]);
    await updateDerivedSpecs(specsDir, true);
    const packagesDir = join(folder, "packages");
    await generate({ specsDir, packagesDir, ids: [id, next] });
    expect(await declarations(packagesDir, next)).toEqual(await declarations(packagesDir, id));
  });
});
