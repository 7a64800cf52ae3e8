import { compareIds, type Manifest, type ManifestEntry } from "@omada-sdk/codegen";
import type { SourceInfo } from "./source.js";

/** What the documents of a controller would be in the specs folder. */
export type Place =
  | { kind: "new"; id: string; version: string }
  /** Of the version of a snapshot that exists, or of a later build of it. */
  | { kind: "again"; entry: ManifestEntry; version: string | undefined }
  /** Nothing that a snapshot is made of. */
  | { kind: "none"; reason: string };

/**
 * Where a version belongs: there is one snapshot for each minor version and flavour.
 * @throws Error for a version that is none, and for a cloud host without one where no snapshot is of the cloud
 */
export function placeOf({ snapshots }: Manifest, { flavour, version }: SourceInfo): Place {
  const own = snapshots.filter((entry) => entry.flavour === flavour);
  if (version === undefined) {
    const newest = own.toSorted((a, b) => compareIds(a.id, b.id)).at(-1);
    if (newest && flavour === "cloud") return { kind: "again", entry: newest, version };
    throw new Error("it does not say its version; name it with --controller-version or in the list");
  }
  const minor = minorOf(version);
  if (minor === undefined)
    throw new Error(`${JSON.stringify(version.slice(0, 100))} is no version like 6.2.14.11`);
  const entry = own.find(({ controllerVersion }) => minorOf(controllerVersion) === minor);
  if (!entry) return { kind: "new", id: flavour === "cloud" ? `${minor}-cloud` : minor, version };
  if (entry.status === "frozen") return { kind: "none", reason: `snapshot ${entry.id} is frozen` };
  if (isNewer(entry.controllerVersion, version))
    return { kind: "none", reason: `older than snapshot ${entry.id} (${entry.controllerVersion})` };
  return { kind: "again", entry, version };
}

/** `6.2.14.11` -> `6.2`; undefined for what the importer takes for no version. */
function minorOf(version: string): string | undefined {
  return /^(\d{1,4}\.\d{1,4})(?:\.\d{1,9}){0,4}(?:[-+ ][\w.+ -]{1,40})?$/.exec(version)?.[1];
}

/** Whether a build is after another one. Where one of them is given in fewer parts, they may be the same. */
export function isNewer(version = "", than = ""): boolean {
  const [own = [], other = []] = [version, than].map((text) =>
    text.split(/[-+ ]/)[0]?.split(".").map(Number),
  );
  const at = own.findIndex((part, index) => part !== (other[index] ?? part));
  return at >= 0 && (own[at] ?? 0) > (other[at] ?? 0);
}
