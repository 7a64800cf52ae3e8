import type { ApiModel } from "@omada-sdk/model";
import type { KnownFact } from "../specs/behaviour/facts.js";
import { readKnownBehaviour } from "../specs/behaviour/read.js";
import { entryOf, type Manifest, type ManifestEntry, readManifest } from "../specs/manifest.js";
import { follows } from "../specs/predecessor.js";
import { readSnapshot } from "../specs/snapshot.js";
import { type DiffReport, diffReport } from "./report.js";

/** A snapshot with what its manifest says of it. */
export interface LoadedSnapshot {
  entry: ManifestEntry;
  model: ApiModel;
}

/**
 * Compares two snapshots of a specs folder, minding what their manifest says is lost and what is known about their
 * controllers.
 * @param beforeDir folder of the older snapshot, where it is another one
 * @throws Error for an id that the manifest does not have, or known behaviour that does not fit
 */
export async function diffSnapshots(
  specsDir: string,
  before: string,
  after: string,
  beforeDir = specsDir,
): Promise<DiffReport> {
  const left = entryOf(await readManifest(beforeDir), before);
  const manifest = await readManifest(specsDir);
  const right = entryOf(manifest, after);
  const models = [await readSnapshot(beforeDir, before), await readSnapshot(specsDir, after)] as const;
  // Facts are about the snapshots they stand beside; an older folder may have the same ones otherwise.
  const known = await readKnownBehaviour(specsDir, beforeDir === specsDir ? models : [models[1]]);
  return diffLoaded({ entry: left, model: models[0] }, { entry: right, model: models[1] }, manifest, known);
}

/** Compares two snapshots as {@link diffSnapshots} does, with all that it reads: the manifest is that of the newer one. */
export function diffLoaded(
  before: LoadedSnapshot,
  after: LoadedSnapshot,
  manifest: Manifest,
  known: readonly KnownFact[],
): DiffReport {
  const [left, right] = [before.entry, after.entry];
  return diffReport(before.model, after.model, {
    lostBefore: left.source.lost,
    lostAfter: right.source.lost,
    captured: { before: left.capturedOn, after: right.capturedOn },
    known,
    follows: manifest.snapshots.some(({ id }) => id === left.id) && follows(manifest, left.id, right.id),
  });
}
