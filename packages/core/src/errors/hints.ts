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

const HINTS: Readonly<Record<number, string>> = {
  [-1]: "The controller failed while handling the request.",
  [-1001]: "A parameter is missing or out of range, or the object named in the path does not exist.",
  [-1005]: "The role of the Open API application does not allow this.",
  [-1007]: "The role of the Open API application may read but not write.",
  [-1505]: "The Open API application was not given this site.",
  [-1619]: "An earlier action of the batch failed, so this one was not carried out.",
  [-7132]: "Send fewer requests at a time and try again later.",
  [-30028]: "A backup, restore or site copy is running. Try again later.",
  [-33004]: "A backup, restore or site copy is running. Try again later.",
  [-33011]: "Another operation is using this template. Try again later.",
  [-33515]: "Creating a LAN network needs its interfaceIds.",
  [-35930]: "Creating a LAN network needs its gatewaySubnet.",
  [-39000]: "A device that was just discovered becomes known to the Open API some seconds later.",
  [-44112]:
    "The controller also answers this when the Authorization header does not start with AccessToken=.",
  [-44113]:
    "Tokens end early when sites are copied or imported and when the application's privileges change.",
  [-44116]: "The request reached the controller without credentials it understands.",
  [-44118]: "The operation wants a token obtained with the authorization-code grant.",
  [-44119]: "The operation is for Omada Pro controllers and sites.",
};

/** Operations that answer -1 for reasons of their own. */
const OWN: Readonly<Record<string, string>> = {
  "switch.modifySwitchPort":
    "The controller wants the whole settings of the port, not only what changes; changing several ports at once works where this fails.",
};

/** Likely cause of an errorCode and what to do about it, when there is something worth telling. */
export function hintFor(code: number, context: HintContext): string | undefined {
  if (code === -7131) return unknownIdHint(context);
  if (code === -1600) return missingHint(context);
  const own = code === -1 ? failureHint(context) : undefined;
  return own ?? HINTS[code];
}

function failureHint({ operation = "", successor, controllerVersion }: HintContext): string | undefined {
  if (successor === undefined) return OWN[operation];
  const here = controllerVersion === undefined ? "" : `; this one runs ${controllerVersion}`;
  return `Some controllers always fail like that at ${operation}${here}. Use ${successor}, which works on them.`;
}
