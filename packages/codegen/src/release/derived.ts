import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApiModel } from "@omada-sdk/model";
import { buildAvailability, formatAvailability } from "../availability/build.js";
import { AVAILABILITY_FILE } from "../availability/table.js";
import { diffSnapshots } from "../diff/snapshots.js";
import { writeIfDifferent } from "../files/write.js";
import { MANIFEST_FILE, type Manifest, readManifest } from "../specs/manifest.js";
import { predecessorOf } from "../specs/predecessor.js";
import { findSharedResults } from "../specs/shared-results.js";
import { readSnapshot } from "../specs/snapshot.js";
import { CHANGES_FILE, formatChanges } from "./changes.js";

/**
 * The files of a specs folder that follow from several of its snapshots, by path below it: change logs, availability, and
 * the manifest with the results that one snapshot takes from another.
 */
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
  files.set(MANIFEST_FILE, `${JSON.stringify(withSharedResults(manifest, models), null, 1)}\n`);
  return files;
}

/** The manifest with the results that each snapshot takes from another: of its own line first, the nearest first. */
function withSharedResults(manifest: Manifest, models: readonly ApiModel[]): Manifest {
  const snapshots = manifest.snapshots.map(({ groups, sharedResults: _, ...entry }, at) => {
    const own = models[at] as ApiModel;
    const others = models
      .map((model, index) => ({
        model,
        distance: Math.abs(index - at) + (model.line === own.line ? 0 : 1000),
      }))
      .filter(({ model }) => model !== own)
      .sort((a, b) => a.distance - b.distance);
    const shared = findSharedResults(
      own,
      others.map(({ model }) => model),
    );
    return { ...entry, ...(Object.keys(shared).length > 0 ? { sharedResults: shared } : {}), groups };
  });
  return { ...manifest, snapshots };
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
    if (write) await writeIfDifferent(path, text);
  }
  return stale;
}
