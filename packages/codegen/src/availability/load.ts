import { type Manifest, readManifest } from "../specs/manifest.js";
import { readSnapshot } from "../specs/snapshot.js";
import { buildAvailability } from "./build.js";
import { type AvailabilityTable, readAvailabilityTable } from "./table.js";

/** The table of a specs folder or, where it is not of the present snapshots, one made of them now. */
export async function loadAvailability(specsDir: string): Promise<AvailabilityTable> {
  const manifest = await readManifest(specsDir);
  const written = await readAvailabilityTable(specsDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (written && idsOf(written) === idsOf(manifest)) return written;
  const models = await Promise.all(manifest.snapshots.map(({ id }) => readSnapshot(specsDir, id)));
  return buildAvailability(manifest.snapshots, models);
}

function idsOf({ snapshots }: Manifest | AvailabilityTable): string {
  return snapshots.map(({ id }) => id).join(" ");
}
