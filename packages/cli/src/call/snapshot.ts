import { type CallableSnapshot, type ManifestEntry, readCallable } from "@omada-sdk/codegen/snapshots";
import { isCloudOrigin, type OmadaClient, parseVersion, versionDistance } from "@omada-sdk/core";
import type { CommandIo } from "../command.js";
import { snapshotFor } from "../snapshot-for.js";
import { snapshotsOf, withSpecs } from "../specs-folder.js";
import { printable } from "../terminal.js";

/** The snapshot that fits a controller; says so where it is of another version. */
export async function fittingSnapshot(
  specs: string | undefined,
  io: CommandIo,
  origin: string,
  client: OmadaClient,
): Promise<CallableSnapshot> {
  const version = client.info?.controllerVer;
  const isCloud = isCloudOrigin(origin);
  return withSpecs(specs, io, async (folder) => {
    const { id, controllerVersion } = nearest(await snapshotsOf(folder), isCloud, version);
    if (version !== undefined && versionDistance(version, controllerVersion) !== "same")
      io.err(
        `note: the controller runs ${printable(version)}; names and arguments are those of the snapshot ${id}, the nearest\n`,
      );
    return readCallable(folder, id);
  });
}

/** Where no snapshot is of the controller's line, the newest one. */
function nearest(
  snapshots: readonly ManifestEntry[],
  isCloud: boolean,
  version: string | undefined,
): ManifestEntry {
  const majorOf = (text: string | undefined) => parseVersion(text ?? "")?.major ?? 0;
  const majors = snapshots.map(({ controllerVersion }) => majorOf(controllerVersion));
  const isKnown = isCloud || majors.includes(majorOf(version));
  return snapshotFor(snapshots, isCloud, isKnown ? version : `${Math.max(...majors)}.999`);
}
