import type { ApiModel, Flavour, Line } from "@omada-sdk/model";
import type { FactCounts } from "./fact-counts.js";
import type { SharedResults } from "./shared-results.js";
import { readSpecsFile } from "./specs-file.js";

/** How sure we are of the controller version a snapshot is of. */
export type Certainty = "stated" | "inferred" | "unknown";
export type Status = "current" | "maintained" | "frozen";

/** Where a snapshot's documents came from. */
export interface Source {
  /**
   * `served`: by a controller. `transcribed`: written down from the pages of a served document. `recovered`: from a
   * client that was generated from the document.
   */
  kind: "served" | "transcribed" | "recovered";
  /** Keywords that were lost on the way: their absence means nothing. */
  lost: string[];
  documents: { name: string; sha256: string }[];
}

export interface GroupEntry {
  name: string;
  operations: number;
  schemas: number;
  sha256: string;
}

export interface ManifestEntry {
  id: string;
  line: Line;
  flavour: Flavour;
  controllerVersion: string;
  certainty: Certainty;
  capturedOn: string | null;
  status: Status;
  source: Source;
  operations: number;
  schemas: number;
  facts: FactCounts;
  /** By operation key: the snapshot that the result is taken from, where this snapshot's documents leave it open. */
  sharedResults?: SharedResults;
  groups: GroupEntry[];
}

/** `specs/index.json`: every snapshot. Whatever enumerates versions is derived from it. */
export interface Manifest {
  snapshots: ManifestEntry[];
}

export const MANIFEST_FILE = "index.json";

/** Reads the manifest of a specs folder; a folder without one has no snapshots yet. */
export async function readManifest(specsDir: string): Promise<Manifest> {
  const text = await readSpecsFile(specsDir, MANIFEST_FILE);
  if (text === undefined) return { snapshots: [] };
  const manifest = JSON.parse(text) as Partial<Manifest> | null;
  if (!Array.isArray(manifest?.snapshots)) throw new Error(`${MANIFEST_FILE} has no list of "snapshots"`);
  return manifest as Manifest;
}

/** The entry of a snapshot. @throws Error naming the snapshots that exist */
export function entryOf(manifest: Manifest, id: string): ManifestEntry {
  const entry = manifest.snapshots.find((candidate) => candidate.id === id);
  if (entry) return entry;
  const known = manifest.snapshots.map((candidate) => candidate.id).join(", ") || "none";
  throw new Error(`there is no snapshot "${id}"; specs/index.json has: ${known}`);
}

/** Controller versions in ascending order, part by part as numbers: 5.9 < 5.12, 6.2 < 6.2-cloud. */
export function compareIds(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** Where a client package exposes a snapshot: the newest local one at `.`, the newest cloud one at `./cloud`. */
export function clientSubpath(manifest: Manifest, id: string): string {
  const { line, flavour } = entryOf(manifest, id);
  const peers = manifest.snapshots.filter((other) => other.line === line && other.flavour === flavour);
  const newest = peers
    .map((peer) => peer.id)
    .sort(compareIds)
    .at(-1);
  if (newest !== id) return `./${id}`;
  return flavour === "local" ? "." : "./cloud";
}

/** What a manifest entry says about the model itself. */
export function headOf(
  entry: ManifestEntry,
): Pick<ApiModel, "id" | "line" | "flavour" | "controllerVersion"> {
  const { id, line, flavour, controllerVersion } = entry;
  return { id, line, flavour, controllerVersion };
}
