import type { SnapshotInfo } from "../operations/group.js";

/** How far apart a controller and a client are. */
export type VersionDistance = "same" | "minor" | "major" | "unknown";

/** Compares major and minor: snapshots are taken per minor version, and not every snapshot has its build. */
export function versionDistance(controllerVersion: string, snapshotVersion: string): VersionDistance {
  const controller = parseVersion(controllerVersion);
  const snapshot = parseVersion(snapshotVersion);
  if (!controller || !snapshot) return "unknown";
  if (controller.major !== snapshot.major) return "major";
  return controller.minor === snapshot.minor ? "same" : "minor";
}

/** Major and minor number of "5.15.24.19" or "6.2"; undefined when the text does not start like a version. */
export function parseVersion(text: string): { major: number; minor: number } | undefined {
  const match = /^v?(\d+)\.(\d+)/i.exec(text.trim());
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/**
 * Whether a client was generated for controllers of this version and kind, or nothing is known that says otherwise.
 * @param cloudHost the host is one of TP-Link's cloud
 * @param controllerVersion undefined where `/api/info` is not served: on cloud hosts, and by gateways in front of a local
 *   controller, which are not checked
 */
export function fits(
  { flavour, controllerVersion: generatedFor }: SnapshotInfo,
  cloudHost: boolean,
  controllerVersion = "",
): boolean {
  if (controllerVersion === "" && !cloudHost) return true;
  const distance = versionDistance(controllerVersion, generatedFor);
  return (distance === "same" || distance === "unknown") && cloudHost === (flavour === "cloud");
}
