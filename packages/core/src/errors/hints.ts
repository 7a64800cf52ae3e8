/** What a hint may look at beside the code. */
export interface HintContext {
  readonly origin: string;
  readonly omadacId: string;
  /** Id the host reports in `/api/info`; unknown on cloud hosts. */
  readonly reportedId?: string | undefined;
}

const HINTS: Readonly<Record<number, string>> = {
  [-1]: "The controller failed while handling the request. On 6.2.0.x the v1 list of clients is known for this: use the v2 one.",
  [-1001]: "A parameter is missing or out of range, or the object named in the path does not exist.",
  [-1005]: "The role of the Open API application does not allow this.",
  [-1007]: "The role of the Open API application may read but not write.",
  [-1505]: "The Open API application was not given this site.",
  [-1600]:
    "This controller does not have the operation: its version or kind differs from the one the client was generated for.",
  [-7132]: "Send fewer requests at a time and try again later.",
  [-30028]: "A backup, restore or site copy is running. Try again later.",
  [-33004]: "A backup, restore or site copy is running. Try again later.",
  [-33011]: "Another operation is using this template. Try again later.",
  [-39000]: "A device that was just discovered becomes known to the Open API some seconds later.",
  [-44112]:
    "The controller also answers this when the Authorization header does not start with AccessToken=.",
  [-44113]:
    "Tokens end early when sites are copied or imported and when the application's privileges change.",
  [-44116]: "The request reached the controller without credentials it understands.",
  [-44118]: "The operation wants a token obtained with the authorization-code grant.",
};

/** Likely cause of an errorCode and what to do about it, when there is something worth telling. */
export function hintFor(code: number, context: HintContext): string | undefined {
  return code === -7131 ? unknownIdHint(context) : HINTS[code];
}

/** The id is looked up before credentials and route, so -7131 says nothing about either (observed on 5.15.24.19 and 6.2.14.11). */
function unknownIdHint({ origin, omadacId, reportedId }: HintContext): string {
  const used = `The request named the controller "${omadacId}"`;
  if (reportedId !== undefined && reportedId !== omadacId)
    return `${used}, but ${origin} reports "${reportedId}". Leave omadacId out, or use the id of a customer this application may manage.`;
  if (reportedId !== undefined)
    return `${used}, which is what ${origin} reports in /api/info, so this port may serve only a part of the API: software controllers use 8043, hardware ones 443.`;
  if (!/^[0-9a-f]{32}$/i.test(omadacId)) return `${used}, but an omadacId has 32 hexadecimal digits.`;
  return `${used}. The id may belong to a local controller, to another cloud region, or to an Essentials organization, which has no Open API.`;
}
