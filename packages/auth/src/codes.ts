/** Short names of the error codes a token request can answer. */
const NAMES: Readonly<Record<number, string>> = {
  [-1001]: "invalidParameters",
  [-1004]: "invalidRequestType",
  [-7131]: "controllerIdUnknown",
  [-7132]: "tooManyRequests",
  [-44106]: "clientCredentialsInvalid",
  [-44111]: "grantTypeInvalid",
  [-44114]: "refreshTokenExpired",
  [-44116]: "authorizationFailed",
};

/** Likely causes, for the codes that have one worth telling. */
const HINTS: Readonly<Record<number, string>> = {
  [-1001]:
    "The credentials did not arrive where this controller reads them: 5.12 wants them in the query, 5.15 and later in the body. Set tokenStyle.",
  [-7131]:
    "The omadacId is not one of this host: it may belong to another controller, date from before a restore, or the port may serve something other than the Open API. Compare it with the Omada ID shown beside the Open API application.",
  [-44106]:
    "The client id or the client secret is wrong, or the application was deleted. Both are shown under Settings > Platform Integration > Open API.",
  [-44111]:
    "The application was created for the other access mode: it has to be in client mode for client credentials.",
  [-44116]: "The controller did not understand the request for a token. Check the base URL, then tokenStyle.",
};

/** Name and hint of an error code answered to a token request. */
export function describeCode(code: number): { codeName: string | undefined; hint: string | undefined } {
  return { codeName: NAMES[code], hint: HINTS[code] };
}
