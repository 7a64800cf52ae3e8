import type { ApiModel } from "@omada-sdk/model";
import { loadAvailability } from "../availability/load.js";
import type { AvailabilityTable } from "../availability/table.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import { readKnownBehaviour } from "../specs/behaviour/read.js";
import { type Descriptions, readDescriptions } from "../specs/descriptions.js";
import { type CodeRow, readErrorCodes } from "../specs/error-codes.js";
import { type GroupTable, readGroupTable } from "../specs/groups.js";
import { type Manifest, readManifest } from "../specs/manifest.js";
import { type NameLock, readLock } from "../specs/name-lock.js";
import { type Overlays, readOverlays } from "../specs/overlays.js";
import { snapshotReader } from "../specs/snapshot-reader.js";
import { readSuccessors, type Successors } from "../specs/successors.js";

/** What the project publishes about controllers: everything that code for a controller is generated with. */
export interface Published {
  manifest: Manifest;
  table: GroupTable;
  names: NameLock;
  overlays: Overlays;
  descriptions: Descriptions;
  facts: readonly KnownFact[];
  successors: Successors;
  codes: readonly CodeRow[];
  availability: AvailabilityTable;
  /** A snapshot with the results that it takes from others. */
  snapshot(id: string): Promise<ApiModel>;
}

/** Reads it from a specs folder. */
export async function readPublished(specsDir: string): Promise<Published> {
  const [manifest, table, names] = await Promise.all([
    readManifest(specsDir),
    readGroupTable(specsDir),
    readLock(specsDir),
  ]);
  const [overlays, descriptions, facts, successors, codes, availability] = await Promise.all([
    readOverlays(specsDir, "served"),
    readDescriptions(specsDir, table),
    readKnownBehaviour(specsDir),
    readSuccessors(specsDir),
    readErrorCodes(specsDir),
    loadAvailability(specsDir),
  ]);
  const known = { overlays, descriptions, facts, successors, codes, availability };
  return { manifest, table, names, ...known, snapshot: snapshotReader(specsDir, manifest) };
}
