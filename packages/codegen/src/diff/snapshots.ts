import { entryOf, readManifest } from "../snapshot/manifest.js";
import { readSnapshot } from "../snapshot/read.js";
import { readKnownBehaviour } from "./known/read.js";
import { type DiffReport, diffReport } from "./report.js";

/**
 * Compares two snapshots of a specs folder, minding what their manifest says is lost and what is known about their
 * controllers.
 * @param beforeDir folder of the older snapshot, where it is another one
 * @throws Error for an id that the manifest does not have
 */
export async function diffSnapshots(
  specsDir: string,
  before: string,
  after: string,
  beforeDir = specsDir,
): Promise<DiffReport> {
  const left = entryOf(await readManifest(beforeDir), before);
  const right = entryOf(await readManifest(specsDir), after);
  return diffReport(await readSnapshot(beforeDir, before), await readSnapshot(specsDir, after), {
    lostBefore: left.source.lost,
    lostAfter: right.source.lost,
    captured: { before: left.capturedOn, after: right.capturedOn },
    known: await readKnownBehaviour(specsDir),
  });
}
