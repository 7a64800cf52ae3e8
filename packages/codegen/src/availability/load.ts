import { type Manifest, readManifest } from "../specs/manifest.js";
import { readSnapshot } from "../specs/snapshot.js";
import { readSpecsFile } from "../specs/specs-file.js";
import { buildAvailability } from "./build.js";
import { AVAILABILITY_FILE, type AvailabilityTable } from "./table.js";

/** The table of a specs folder or, where it is not of the present snapshots, one made of them now. */
export async function loadAvailability(specsDir: string): Promise<AvailabilityTable> {
  const manifest = await readManifest(specsDir);
  const text = await readSpecsFile(specsDir, AVAILABILITY_FILE);
  const written = text === undefined ? undefined : (JSON.parse(text) as AvailabilityTable);
  if (written && idsOf(written) === idsOf(manifest)) return written;
  const models = await Promise.all(manifest.snapshots.map(({ id }) => readSnapshot(specsDir, id)));
  return buildAvailability(manifest.snapshots, models);
}

function idsOf({ snapshots }: Manifest | AvailabilityTable): string {
  return snapshots.map(({ id }) => id).join(" ");
}
