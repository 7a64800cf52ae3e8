import { type KnownCode, readCodeTable } from "./code-table.js";

/** The codes people meet. All others are in `more-codes.ts`, which is loaded when one of them comes. */
const COMMON = `
auth
1200 sessionEnded
1400 csrfTokenInvalid
1401 csrfTokenInvalid
30109 loginFailed
41501 portalLoginFailed
42006 hotspotLoginFailed
44106 clientCredentialsInvalid
44107 responseTypeInvalid
44108 csrfTokenInvalid
44109 sessionIdInvalid
44110 authorizationCodeExpired
44111 grantTypeInvalid
44112 accessTokenExpired
44113 accessTokenInvalid
44114 refreshTokenExpired
44116 authorizationFailed
44121 cloudCredentialInvalid
permission
1005 operationForbidden
1007 noPermission
1505 noSitePermission
44118 authorizationCodeModeOnly
busy
7132 tooManyRequests
30028 organizationBusy
33004 siteBusy
33011 templateBusy
39043 deviceImportRunning
45002 oltUpgrading
45003 oltRebooting
not-found
7131 controllerIdUnknown
20003 controllerNotFound
20010 accountNotFound
30102 roleNotFound
30112 userNotFound
33000 siteNotFound
33009 siteTemplateNotFound
33221 ssidNotFound
33503 lanNetworkNotFound
33507 lanProfileNotFound
34005 radiusProfileNotFound
34602 vpnPolicyNotFound
39000 deviceNotFound!
39006 deviceNotFound
39013 deviceToDeleteNotFound
39050 deviceNotFound
39303 apNotFound
39306 wlanGroupNotFound
39501 gatewayNotFound
39700 switchNotFound
39701 portNotFound
41002 clientNotFound
41004 clientNotFound
41006 clientNotFound
41010 clientNotFound
41011 clientNotFound
44202 webhookNotFound
44402 deviceTemplateNotFound
limit
30124 userLimit
33104 siteLimit
33238 ssidPerBandLimit
34511 dhcpReservationLimit
44423 templateSyncLimit
invalid
1001 invalidParameters
1004 invalidRequestType
1619 batchActionSkipped
30100 siteSelectionMissing
33515 lanInterfacesMissing
34654 parametersMissing
35930 gatewaySubnetMissing
39348 apPortVlanIsDefault
unsupported
1600 pathUnsupported
7101 cloudAccessDisabled
7106 cloudAccountNotBound
44119 omadaProOnly
44205 deviceFeatureUnsupported
conflict
30106 userNameTaken
33101 siteNameTaken
33219 ssidExists
33500 lanNetworkNameTaken
33506 lanProfileNameTaken
34015 radiusProfileUsedByPpsk
34514 dhcpReservationIpConflict
34515 dhcpReservationMacConflict
39304 ssidNameTaken
failed
1 generalError
1300 siteUnreadable
1501 cloudPlatformError!
1620 batchActionFailed
30001 controllerNotConfigured!
39005 deviceToAdoptOffline
39007 deviceToRebootOffline
45001 oltOffline
`;

let known: Map<number, KnownCode> | undefined;
let complete = false;

/** What is known about an errorCode; the set of codes is open and grows with every version. */
export function knownCode(code: number): KnownCode | undefined {
  return codes().get(code);
}

/** All codes known so far, from -1 downwards. */
export function allKnownCodes(): KnownCode[] {
  return [...codes().values()].sort((a, b) => b.code - a.code);
}

/** Adds the table of the codes that are not among the common ones, once. */
export function addCodes(table: string): void {
  if (complete) return;
  for (const [code, entry] of readCodeTable(table)) codes().set(code, entry);
  complete = true;
}

/** Loads the other codes, when one comes that is not among the common ones. Without them an error only lacks its name. */
export async function loadCodesFor(code: number): Promise<void> {
  if (complete || knownCode(code)) return;
  try {
    addCodes((await import("./more-codes.js")).MORE_CODES);
  } catch {
    // A bundle that left the table out.
  }
}

function codes(): Map<number, KnownCode> {
  known ??= readCodeTable(COMMON);
  return known;
}
