import { compareIds, entryOf, type Manifest } from "./manifest.js";

/**
 * The snapshot that a change log of another one is written against: the one before it of its flavour, or the local one
 * of the same version where a flavour begins. Undefined for the first of all.
 */
export function predecessorOf(manifest: Manifest, id: string): string | undefined {
  const { flavour, controllerVersion } = entryOf(manifest, id);
  const older = manifest.snapshots
    .filter((entry) => entry.flavour === flavour && compareIds(entry.id, id) < 0)
    .map((entry) => entry.id)
    .sort(compareIds)
    .at(-1);
  if (older !== undefined || flavour === "local") return older;
  const locals = manifest.snapshots.filter((entry) => entry.flavour === "local");
  const same = locals.find((entry) => isSameMinor(entry.controllerVersion, controllerVersion));
  return (same ?? [...locals].sort((a, b) => compareIds(a.id, b.id)).at(-1))?.id;
}

/** Whether a snapshot is generated as the one that follows another: with aliases for its names. */
export function follows(manifest: Manifest, before: string, after: string): boolean {
  const flavour = (id: string): string => entryOf(manifest, id).flavour;
  return predecessorOf(manifest, after) === before && flavour(before) === flavour(after);
}

function isSameMinor(a: string, b: string): boolean {
  const minor = (version: string): string => version.split(".").slice(0, 2).join(".");
  return minor(a) === minor(b);
}
