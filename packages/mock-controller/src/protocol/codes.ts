/** Error codes that the mock gives by itself, with a short wording. Clients match codes, never messages. */
const MESSAGES: Readonly<Record<number, string>> = {
  [-1]: "General error.",
  [-1001]: "Invalid parameter.",
  [-1004]: "Invalid request type.",
  [-1600]: "Path not supported.",
  [-1619]: "Not run after a failure.",
  [-1620]: "Action failed.",
  [-7131]: "Unknown controller ID.",
  [-30109]: "Wrong user name or password.",
  [-33000]: "Unknown site.",
  [-33101]: "Site name is taken.",
  [-39303]: "Unknown AP.",
  [-39501]: "Unknown gateway.",
  [-39700]: "Unknown switch.",
  [-39050]: "Unknown device.",
  [-41002]: "Unknown client.",
  [-44106]: "Wrong client ID or secret.",
  [-44107]: "Wrong response type.",
  [-44108]: "Wrong CSRF token.",
  [-44109]: "Wrong session ID.",
  [-44110]: "Authorization code expired.",
  [-44111]: "Wrong grant type.",
  [-44112]: "Access token expired.",
  [-44113]: "Access token invalid.",
  [-44114]: "Refresh token expired.",
  [-44116]: "Not authorized.",
  [-44118]: "Needs the authorization code mode.",
};

/** Wording of a code; a code of an operation that the mock has no wording for gets a neutral one. */
export function messageOf(code: number): string {
  return MESSAGES[code] ?? "Operation failed.";
}
