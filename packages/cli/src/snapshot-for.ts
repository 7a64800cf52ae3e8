import type { ManifestEntry } from "@omada-sdk/codegen";
import { parseVersion } from "@omada-sdk/core";

/** The snapshot of a controller's version, else the newest one before it, else the oldest one of its line. */
export function snapshotFor<T extends Pick<ManifestEntry, "flavour" | "controllerVersion">>(
  snapshots: readonly T[],
  isCloud: boolean,
  version: string | undefined,
): T {
  const [major, minor] = numbersOf(version);
  const candidates = snapshots
    .filter(({ flavour }) => flavour === (isCloud ? "cloud" : "local"))
    .map((entry) => ({ entry, made: numbersOf(entry.controllerVersion) }))
    .sort((one, other) => one.made[0] - other.made[0] || one.made[1] - other.made[1]);
  // Hosts of the cloud do not report a version; they are kept up to date.
  const line = isCloud ? candidates : candidates.filter(({ made }) => made[0] === major);
  const chosen = line.findLast(({ made }) => isCloud || made[1] <= minor) ?? line[0];
  if (chosen) return chosen.entry;
  throw new Error(`there is no snapshot for ${isCloud ? "cloud hosts" : `version ${version ?? "unknown"}`}`);
}

function numbersOf(version: string | undefined): [major: number, minor: number] {
  const { major = 0, minor = 0 } = parseVersion(version ?? "") ?? {};
  return [major, minor];
}
