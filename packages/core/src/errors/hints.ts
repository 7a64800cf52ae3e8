import { OPERATION_HINTS } from "../generated/operation-hints.js";
import { knownCode } from "./codes.js";
import { missingHint } from "./missing-hint.js";
import { unknownIdHint } from "./unknown-id-hint.js";

/** What a hint may look at beside the code. */
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

/** Likely cause of an errorCode and what to do about it, when there is something worth telling. */
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
