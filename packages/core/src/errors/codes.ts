/** One line per code: number, short name, and "!" when trying again later may help. */
const TABLE = `
-1 generalError
-1001 invalidParameters
-1004 invalidRequestType
-1005 operationForbidden
-1007 noPermission
-1200 sessionEnded
-1300 siteUnreadable
-1400 csrfTokenInvalid
-1401 csrfTokenInvalid
-1501 cloudPlatformError !
-1505 noSitePermission
-1600 pathUnsupported
-1619 batchActionSkipped
-1620 batchActionFailed
-7101 cloudAccessDisabled
-7106 cloudAccountNotBound
-7131 controllerIdUnknown
-7132 tooManyRequests !
-20003 controllerNotFound
-20010 accountNotFound
-30001 controllerNotConfigured !
-30028 organizationBusy !
-30109 loginFailed
-33000 siteNotFound
-33004 siteBusy !
-33011 templateBusy !
-33503 lanNetworkNotFound
-33515 lanInterfacesMissing
-34015 radiusProfileInUse
-35930 gatewaySubnetMissing
-39000 deviceNotFound !
-39303 apNotFound
-39304 ssidNameTaken
-39348 apPortVlanIsDefault
-39701 portNotFound
-41501 portalLoginFailed
-42006 hotspotLoginFailed
-44106 clientCredentialsInvalid
-44107 responseTypeInvalid
-44108 csrfTokenInvalid
-44109 sessionIdInvalid
-44110 authorizationCodeExpired
-44111 grantTypeInvalid
-44112 accessTokenExpired
-44113 accessTokenInvalid
-44114 refreshTokenExpired
-44116 authorizationFailed
-44118 authorizationCodeModeOnly
-44119 omadaProOnly
-44121 cloudCredentialInvalid
-44423 templateSyncLimit
`;

interface KnownCode {
  readonly name: string;
  readonly retryable: boolean;
}

let known: Map<number, KnownCode> | undefined;

/** What is known about an errorCode; the set of codes is open and grows with every version. */
export function knownCode(code: number): KnownCode | undefined {
  known ??= new Map(
    TABLE.trim()
      .split("\n")
      .map((line) => line.split(" "))
      .map(([number, name = "", mark]) => [Number(number), { name, retryable: mark === "!" }]),
  );
  return known.get(code);
}
