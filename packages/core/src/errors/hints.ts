import { OPERATION_HINTS } from "../generated/operation-hints.js";
import { isCloudOrigin } from "../request/origin.js";
import { knownCode } from "./codes.js";
import { printable } from "./printable.js";

/** What is known about a failed request beside its code. */
export interface HintContext {
  readonly origin: string;
  readonly omadacId: string;
  /** Id the host reports in `/api/info`; unknown on cloud hosts. */
  readonly reportedId?: string | undefined;
  /** Id it reported when the client connected, if that was another one. */
  readonly formerId?: string | undefined;
  /** The host reports that it is in MSP mode. */
  readonly mspMode?: boolean | undefined;
  /** `controllerVer`; unknown on cloud hosts. */
  readonly controllerVersion?: string | undefined;
  /** URL of the request. */
  readonly url?: string | undefined;
  /** Such as "device.getDeviceList". */
  readonly operation?: string | undefined;
  /** Snapshots that have the operation. */
  readonly snapshots?: readonly string[] | undefined;
  /** Operation to call instead, when controllers are known to refuse this one. */
  readonly successor?: string | undefined;
}

/** Likely cause of an errorCode and what to do about it; undefined when it is not known. */
export function hintFor(code: number, context: HintContext): string | undefined {
  if (code === -7131) return unknownIdHint(context);
  if (code === -1600) return missingHint(context);
  if (code === -1 && context.successor !== undefined) return failureHint(context.successor, context);
  return OPERATION_HINTS[`${code} ${context.operation}`] ?? knownCode(code)?.hint;
}

function failureHint(successor: string, { operation = "", controllerVersion }: HintContext): string {
  const here = controllerVersion === undefined ? "" : `; this one runs ${controllerVersion}`;
  return `Some controllers always fail like that at ${operation}${here}. Use ${successor}, which works on them.`;
}

/** Why a controller does not have an operation: the snapshots that do, beside what it runs. */
export function missingHint({ operation, snapshots, controllerVersion, origin }: HintContext): string {
  const isCloud = controllerVersion === undefined && isCloudOrigin(origin);
  const running = isCloud
    ? "this is the cloud"
    : `this controller runs ${controllerVersion ?? "an unknown version"}`;
  if (!operation || !snapshots)
    return "This controller does not have the operation: its version or kind differs from the one the client was generated for.";
  if (snapshots.length === 0) return `No known controller has ${operation}; ${running}.`;
  const known = `${operation} exists in ${list(snapshots)}; ${running}`;
  return snapshots.some((id) => isLike(id, controllerVersion, isCloud))
    ? `${known}, which should have it: its kind, edition or mode (Pro, MSP) may lack it.`
    : `${known}.`;
}

/**
 * Why a path that exists does not accept a method: some controllers answer that differently from an unknown path
 * (observed on 5.15.8.12 and on 6.0.0.36).
 */
export function otherMethodHint(context: HintContext): string {
  return `The path exists, but not with this method. ${missingHint(context)}`;
}

/** Whether a snapshot such as "5.15" or "6.2-cloud" was taken from controllers like this one. */
function isLike(snapshot: string, controllerVersion: string | undefined, isCloud: boolean): boolean {
  const [version = "", flavour] = snapshot.split("-");
  if (isCloud) return flavour === "cloud";
  return flavour === undefined && `${controllerVersion}.`.startsWith(`${version}.`);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const HEX_32 = /^[0-9a-f]{32}$/i;

/**
 * Which of the known causes of -7131 applies. The id is looked up before credentials and route, so the code says nothing
 * about either (observed on 5.15.24.19 and 6.2.14.11).
 */
export function unknownIdHint(context: HintContext): string {
  // Ids come from the controller, too.
  return printable(hintAbout(context));
}

function hintAbout(context: HintContext): string {
  const { origin, reportedId, formerId, mspMode } = context;
  const id = idInUrl(context.url) ?? context.omadacId;
  const used = `The request named the controller "${id}"`;
  if (id !== context.omadacId && !HEX_32.test(id))
    return `${used}: the omadacId is missing in the path, which continues with it after /openapi/v1/.`;
  if (formerId !== undefined && formerId !== reportedId && formerId === id)
    return `${used}, but ${origin} has become "${reportedId}" since the client connected, as after a restore. Connect again.`;
  if (mspMode)
    return `${used}; ${origin} is in MSP mode. Paths with /msp/ take the MSP id, all others the id of a customer, and the token has to be for the same id.`;
  if (reportedId !== undefined && reportedId !== id)
    return `${used}, but ${origin} reports "${reportedId}". Leave omadacId out, or use the id of a customer this application may manage.`;
  if (reportedId !== undefined)
    return `${used}, which is what ${origin} reports in /api/info, so this port may serve only a part of the API: software controllers use 8043, hardware ones 443.`;
  if (!HEX_32.test(id)) return `${used}, but an omadacId has 32 hexadecimal digits.`;
  return `${used}. The id may belong to a local controller, to another cloud region, or to an Essentials organization, which has no Open API.`;
}

/** The segment where a controller expects an id. */
function idInUrl(url: string | undefined): string | undefined {
  return /\/openapi\/v\d+\/(?:msp\/)?([^/?#]+)/.exec(url ?? "")?.[1];
}
