import { OmadaVersionError } from "../errors/version-error.js";
import type { Logger, VersionPolicy } from "../options.js";
import { type ComparedSnapshot, lackOf } from "./lack.js";
import { parseVersion } from "./parse-version.js";

export { parseVersion };

/** How far apart a controller and a client are. */
export type VersionDistance = "same" | "minor" | "major" | "unknown";

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
 * @param controllerVersion `controllerVer`; undefined where `/api/info` is not served, as on cloud hosts
 * @param policy reaction to any difference; by default another major version or kind (local, cloud) throws, others warn
 * @throws OmadaVersionError naming the entry point that fits
 */
export function checkVersion(
  snapshot: ComparedSnapshot,
  controllerVersion: string | undefined,
  policy: VersionPolicy | undefined,
  logger: Logger,
): void {
  const cloudHost = controllerVersion === undefined;
  const distance = cloudHost ? "unknown" : versionDistance(controllerVersion, snapshot.controllerVersion);
  const otherKind = cloudHost !== (snapshot.flavour === "cloud");
  if ((distance === "same" || distance === "unknown") && !otherKind) return;
  const reaction = policy ?? (distance === "major" || otherKind ? "throw" : "warn");
  if (reaction === "ignore") return;
  const running = cloudHost
    ? "the host serves no /api/info, as cloud hosts do not"
    : `the controller runs ${controllerVersion}`;
  const fitting = cloudHost ? CLOUD_PACKAGE : packageFor(controllerVersion);
  const advice =
    fitting === undefined
      ? "There is no client for its line: generate one from the controller with the omada command."
      : distance === "minor" && !otherKind && fitting === packageFor(snapshot.controllerVersion)
        ? "Operations that differ between the two may fail; generate a client from the controller to be exact."
        : `Use ${fitting} instead.`;
  const lack = lackOf(snapshot, controllerVersion);
  const made = `The client was generated for ${snapshot.flavour} controllers ${snapshot.controllerVersion} (${snapshot.id})`;
  const message = `${made}, ${running}.${lack} ${advice}`;
  if (reaction === "throw")
    throw new OmadaVersionError(message, controllerVersion ?? "the cloud", snapshot.controllerVersion);
  logger.warn(message);
}
