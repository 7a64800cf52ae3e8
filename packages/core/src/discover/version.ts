import { OmadaVersionError } from "../errors/version-error.js";
import type { SnapshotInfo } from "../group/definition.js";
import type { Logger, VersionPolicy } from "../options.js";

/** How far apart a controller and a client are. */
export type VersionDistance = "same" | "minor" | "major" | "unknown";

/** Major and minor number of "5.15.24.19" or "6.2"; undefined when the text does not start like a version. */
export function parseVersion(text: string): { major: number; minor: number } | undefined {
  const match = /^v?(\d+)\.(\d+)/i.exec(text.trim());
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** Compares major and minor: snapshots are taken per minor version, and not every snapshot knows its build. */
export function versionDistance(controllerVersion: string, snapshotVersion: string): VersionDistance {
  const controller = parseVersion(controllerVersion);
  const snapshot = parseVersion(snapshotVersion);
  if (!controller || !snapshot) return "unknown";
  if (controller.major !== snapshot.major) return "major";
  return controller.minor === snapshot.minor ? "same" : "minor";
}

/** Entry point of the client packages for a controller version; undefined for lines without a client. */
export function packageFor(controllerVersion: string): string | undefined {
  const version = parseVersion(controllerVersion);
  if (version?.major === 6) return "@omada-sdk/client-v6";
  if (version?.major !== 5) return undefined;
  return version.minor < 15 ? "@omada-sdk/client-v5/5.12" : "@omada-sdk/client-v5";
}

/** Entry point of the client packages for cloud hosts. */
const CLOUD_PACKAGE = "@omada-sdk/client-v6/cloud";

/**
 * Reacts when client and controller do not belong together.
 * @param controllerVersion `controllerVer`; undefined on cloud hosts, which do not tell
 * @param policy reaction to any difference; by default a major one throws and others warn
 * @throws OmadaVersionError naming the entry point that fits
 */
export function checkVersion(
  snapshot: SnapshotInfo,
  controllerVersion: string | undefined,
  policy: VersionPolicy | undefined,
  logger: Logger,
): void {
  const cloudHost = controllerVersion === undefined;
  const distance = cloudHost ? "unknown" : versionDistance(controllerVersion, snapshot.controllerVersion);
  const otherFlavour = cloudHost !== (snapshot.flavour === "cloud");
  if ((distance === "same" || distance === "unknown") && !otherFlavour) return;
  const reaction = policy ?? (distance === "major" ? "throw" : "warn");
  if (reaction === "ignore") return;
  const running = cloudHost ? "the cloud" : controllerVersion;
  const fitting = cloudHost ? CLOUD_PACKAGE : packageFor(controllerVersion);
  const advice =
    fitting === undefined
      ? "There is no client for its line: generate one from the controller with the omada command."
      : distance === "minor" && !otherFlavour && fitting === packageFor(snapshot.controllerVersion)
        ? "Operations that differ between the two may fail; generate a client from the controller to be exact."
        : `Use ${fitting} instead.`;
  const message = `The client was generated for ${snapshot.controllerVersion} (${snapshot.id}), the controller runs ${running}. ${advice}`;
  if (reaction === "throw") throw new OmadaVersionError(message, running, snapshot.controllerVersion);
  logger.warn(message);
}
