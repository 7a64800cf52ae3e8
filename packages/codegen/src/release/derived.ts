import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diffSnapshots } from "../diff/snapshots.js";
import { readManifest } from "../snapshot/manifest.js";
import { readSnapshot } from "../snapshot/read.js";
import { buildAvailability, formatAvailability } from "./availability/build.js";
import { AVAILABILITY_FILE } from "./availability/table.js";
import { CHANGES_FILE, formatChanges } from "./changes.js";
import { predecessorOf } from "./predecessor.js";

/** The files of a specs folder that follow from its snapshots, by path below it: change logs and availability. */
export async function derivedSpecs(specsDir: string): Promise<Map<string, string>> {
  const manifest = await readManifest(specsDir);
  const files = new Map<string, string>();
  for (const { id } of manifest.snapshots) {
    const before = predecessorOf(manifest, id);
    if (before === undefined) continue;
    files.set(`${id}/${CHANGES_FILE}`, formatChanges(await diffSnapshots(specsDir, before, id)));
  }
  const models = await Promise.all(manifest.snapshots.map(({ id }) => readSnapshot(specsDir, id)));
  files.set(AVAILABILITY_FILE, formatAvailability(buildAvailability(manifest.snapshots, models)));
  return files;
}

/**
 * Writes the derived files of a specs folder, or only looks.
 * @returns the files that are not, or were not, what the snapshots say
 */
export async function updateDerivedSpecs(specsDir: string, write: boolean): Promise<string[]> {
  const stale: string[] = [];
  for (const [file, text] of await derivedSpecs(specsDir)) {
    const path = join(specsDir, file);
    const known = await readFile(path, "utf8").catch(() => undefined);
    if (known === text) continue;
    stale.push(file);
    if (write) await writeFile(path, text);
  }
  return stale;
}
