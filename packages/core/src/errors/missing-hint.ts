import { isCloudOrigin } from "../request/base-url.js";
import type { HintContext } from "./hints.js";

/** Why a controller does not have an operation: the snapshots that do, beside what it runs. */
export function missingHint({ operation, snapshots, controllerVersion, origin }: HintContext): string {
  const isCloud = controllerVersion === undefined && isCloudOrigin(origin);
  const running = isCloud
    ? "this is the cloud"
    : `this controller runs ${controllerVersion ?? "a version it does not tell"}`;
  if (!operation || !snapshots)
    return "This controller does not have the operation: its version or kind differs from the one the client was generated for.";
  if (snapshots.length === 0) return `No known controller has ${operation}; ${running}.`;
  const known = `${operation} exists in ${list(snapshots)}; ${running}`;
  return snapshots.some((id) => isLike(id, controllerVersion, isCloud))
    ? `${known}, which should have it: its kind, edition or mode (Pro, MSP) may lack it.`
    : `${known}.`;
}

/**
 * Why a path that exists does not take a method: some controllers tell that apart from an unknown path (observed on
 * 5.15.8.12 and on 6.0.0.36).
 */
export function otherMethodHint(context: HintContext): string {
  return `The path exists, but not with this method. ${missingHint(context)}`;
}

/** Tells whether a snapshot such as "5.15" or "6.2-cloud" was taken from controllers like this one. */
function isLike(snapshot: string, controllerVersion: string | undefined, isCloud: boolean): boolean {
  const [version = "", flavour] = snapshot.split("-");
  if (isCloud) return flavour === "cloud";
  return flavour === undefined && `${controllerVersion}.`.startsWith(`${version}.`);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
