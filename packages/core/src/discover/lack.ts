import type { SnapshotInfo } from "../operations/group.js";
import { parseVersion } from "./parse-version.js";

/** What controllers of another snapshot lack of a client. */
export interface Lack extends Pick<SnapshotInfo, "id" | "flavour" | "controllerVersion"> {
  /** Operations of the client that they do not have. */
  readonly operations: number;
  /** Fields that they do not have, of operations that both have. */
  readonly fields: number;
  /** The most used of these operations. */
  readonly first: readonly string[];
}

/** A snapshot that was compared with the others when its client was generated. */
export interface ComparedSnapshot extends SnapshotInfo {
  readonly lacks?: readonly Lack[];
}

/** What a controller lacks of a client, as the snapshot nearest to it tells; empty when nothing is known. */
export function lackOf(snapshot: ComparedSnapshot, controllerVersion: string | undefined): string {
  const own: Lack = { ...snapshot, operations: 0, fields: 0, first: [] };
  const near = nearestOf([...(snapshot.lacks ?? []), own], controllerVersion);
  if (!near || near.operations + near.fields === 0) return "";
  const names = near.first.length > 0 ? ` (${near.first.join(", ")}, ...)` : "";
  return ` Controllers like ${near.id} lack ${near.operations} of its operations${names} and ${near.fields} fields.`;
}

/** Of the same kind and major version the newest snapshot that is not newer than the controller. */
function nearestOf(lacks: readonly Lack[], controllerVersion: string | undefined): Lack | undefined {
  const running = parseVersion(controllerVersion ?? "");
  const minorOf = (lack: Lack): number => parseVersion(lack.controllerVersion)?.minor ?? 0;
  return lacks
    .filter((lack) => {
      if (!running) return lack.flavour === "cloud";
      const isMajor = parseVersion(lack.controllerVersion)?.major === running.major;
      return lack.flavour === "local" && isMajor && minorOf(lack) <= running.minor;
    })
    .sort((a, b) => minorOf(a) - minorOf(b))
    .at(-1);
}
