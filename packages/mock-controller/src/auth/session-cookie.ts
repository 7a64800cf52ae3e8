import type { Call } from "../protocol/call.js";

/** Called so since 5.11 (documented). */
const NAME = "TPOMADA_SESSIONID";

/** The session id in the cookies of a call; empty when there is none. */
export function sessionIdOf(call: Call): string {
  return /(?:^|;\s*)TPOMADA_SESSIONID=([0-9a-zA-Z]+)/.exec(call.header("cookie") ?? "")?.[1] ?? "";
}

/** The value of the Set-Cookie header that hands a session out; its attributes are assumed. */
export function sessionCookie(sessionId: string): string {
  return `${NAME}=${sessionId}; Path=/; Secure; HttpOnly`;
}
