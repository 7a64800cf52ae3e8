import { printable } from "../errors/printable.js";
import { OmadaVersionError } from "../errors/version-error.js";
import { CLIENTS, type ClientEntry } from "../generated/clients.js";
import type { SnapshotInfo } from "../operations/group.js";
import type { Logger } from "../transport/exchange/options.js";
import type { VersionPolicy } from "./options.js";
import { fits, parseVersion, versionDistance } from "./version-distance.js";

/** Entry point of the client packages for a controller version; undefined for lines without a client. */
export function packageFor(controllerVersion: string): string | undefined {
  return entryFor(CLIENTS, controllerVersion);
}

/**
 * The entry point that fits a local controller: of its major version the newest snapshot of the same minor version that
 * is not newer than the controller, or where all of these are newer, the oldest of them; without one of the same minor
 * version the nearest older one, and where all are newer, the oldest.
 * @param clients per line the oldest first
 */
export function entryFor(clients: readonly ClientEntry[], controllerVersion: string): string | undefined {
  const running = parseVersion(controllerVersion);
  const peers = clients.filter((client) => {
    return client.flavour === "local" && parseVersion(client.controllerVersion)?.major === running?.major;
  });
  const alike = peers.filter(
    (client) => versionDistance(controllerVersion, client.controllerVersion) === "same",
  );
  const older = (alike.length > 0 ? alike : peers).filter((client) => {
    return client.controllerVersion.localeCompare(controllerVersion, "en", { numeric: true }) <= 0;
  });
  return (older.at(-1) ?? alike[0] ?? peers[0])?.entry;
}

/** Entry point of the client packages for cloud hosts. */
const CLOUD_PACKAGE = CLIENTS.filter(({ flavour }) => flavour === "cloud").at(-1)?.entry;

/**
 * Compares client and controller, and throws or warns when the client was generated for another version or kind.
 * @param cloudHost the host is one of TP-Link's cloud
 * @param controllerVersion `controllerVer`; undefined where `/api/info` is not served: on cloud hosts, and by gateways in
 *   front of a local controller, which are not checked
 * @param policy reaction to any difference; by default another major version, another kind (local, cloud) and an older
 *   version with its own client throw, others warn
 * @throws OmadaVersionError naming the entry point that fits, or for a client in a project, the command that makes it anew
 */
export function checkVersion(
  snapshot: ComparedSnapshot,
  cloudHost: boolean,
  controllerVersion: string | undefined,
  policy: VersionPolicy | undefined,
  logger: Logger,
): void {
  if (fits(snapshot, cloudHost, controllerVersion)) return;
  const running = controllerVersion ?? "";
  const { flavour } = snapshot;
  const distance = versionDistance(running, snapshot.controllerVersion);
  const otherKind = cloudHost !== (flavour === "cloud");

  const made = flavour === "cloud" ? CLOUD_PACKAGE : packageFor(snapshot.controllerVersion);
  const fitting = cloudHost ? CLOUD_PACKAGE : packageFor(running);
  const severe = distance === "major" || otherKind || (fitting !== made && isOlder(running, snapshot));
  const reaction = policy ?? (severe ? "throw" : "warn");
  if (reaction === "ignore") return;
  const advice = snapshot.inProject
    ? "Generate it again for this one: omada generate --out <its folder> --from <address of the controller>"
    : fitting === undefined
      ? "There is no client for its line: generate one from the controller with the omada command."
      : fitting === made
        ? "Operations that differ between the two may fail; generate a client from the controller to be exact."
        : `Use ${fitting} instead.`;
  const where = cloudHost ? "the host is one of the cloud" : `the controller runs ${running}`;
  const subject = `The client was generated for ${flavour} controllers ${snapshot.controllerVersion} (${snapshot.id})`;
  const message = `${subject}, ${where}.${missingFeatures(snapshot, controllerVersion)} ${advice}`;
  if (reaction === "throw")
    throw new OmadaVersionError(message, running || "the cloud", snapshot.controllerVersion);
  logger.warn(printable(message));
}

/** Of the same major version. */
function isOlder(controllerVersion: string, snapshot: ComparedSnapshot): boolean {
  const controller = parseVersion(controllerVersion);
  const generatedFor = parseVersion(snapshot.controllerVersion);
  return controller !== undefined && generatedFor !== undefined && controller.minor < generatedFor.minor;
}

/** What controllers of another snapshot do not have of a client. */
export interface MissingFeatures extends Pick<SnapshotInfo, "id" | "flavour" | "controllerVersion"> {
  /** Operations of the client that they do not have. */
  readonly operations: number;
  /** Fields that they do not have, of operations that both have. */
  readonly fields: number;
  /** The most used of these operations. */
  readonly first: readonly string[];
}

/** A snapshot that was compared with the others when its client was generated. */
export interface ComparedSnapshot extends SnapshotInfo {
  readonly missing?: readonly MissingFeatures[];
}

/** Says what a controller does not have of a client, by the snapshot nearest to it; "" when nothing is known. */
function missingFeatures(snapshot: ComparedSnapshot, controllerVersion: string | undefined): string {
  const same: MissingFeatures = { ...snapshot, operations: 0, fields: 0, first: [] };
  const near = nearestOf([...(snapshot.missing ?? []), same], controllerVersion);
  if (!near || near.operations + near.fields === 0) return "";
  const names = near.first.length > 0 ? ` (${near.first.join(", ")}, ...)` : "";
  return ` Controllers like ${near.id} do not have ${near.operations} of its operations${names} and ${near.fields} fields.`;
}

/** Of the same kind and major version the newest snapshot that is not newer than the controller. */
function nearestOf(
  snapshots: readonly MissingFeatures[],
  controllerVersion: string | undefined,
): MissingFeatures | undefined {
  const running = parseVersion(controllerVersion ?? "");
  const minorOf = (one: MissingFeatures): number => parseVersion(one.controllerVersion)?.minor ?? 0;
  return snapshots
    .filter((one) => {
      if (!running) return one.flavour === "cloud";
      const isMajor = parseVersion(one.controllerVersion)?.major === running.major;
      return one.flavour === "local" && isMajor && minorOf(one) <= running.minor;
    })
    .sort((a, b) => minorOf(a) - minorOf(b))
    .at(-1);
}
