/** Short names of the error codes a request for a token can answer, with a likely cause where there is one worth telling. */
export const CODES: Readonly<Record<number, readonly [codeName: string, hint?: string]>> = {
  [-1001]: ["invalidParameters", "Check the base URL and tokenStyle."],
  [-7131]: ["controllerIdUnknown", "Check the omadacId."],
  [-30109]: ["loginFailed", "Two-factor login fails."],
  [-44106]: ["clientCredentialsInvalid", "Check clientId, clientSecret and tokenStyle."],
  [-44110]: ["authorizationCodeExpired"],
  [-44111]: ["grantTypeInvalid", "Client credentials need client mode."],
  [-44114]: ["refreshTokenExpired", "Log in again."],
  [-44116]: ["authorizationFailed", "Check the base URL and tokenStyle."],
};
