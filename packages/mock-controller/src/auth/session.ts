import type { Quirks } from "../behaviour/quirks/quirks.js";
import { type Answer, failure, html } from "../protocol/answer.js";
import { type Call, isWebPath } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";
import type { AccessToken } from "../state/types.js";

const SCHEME = "AccessToken=";

/**
 * Actions of an MSP's batch may use its customers (documented); every other call needs a token for the id in its path.
 */
function tokensFor({ msp, state }: Controller, { batch }: Call): ReadonlyMap<string, AccessToken> {
  return batch && msp ? new Map([...msp.state.accessTokens, ...state.accessTokens]) : state.accessTokens;
}

/**
 * Checks the Authorization header. Without the header it accepts a web session. A call with neither gets 401, every
 * other refusal 200: a wrong scheme is refused like an expired token (observed), an unknown token as invalid.
 */
export function checkToken(controller: Controller, call: Call): AccessToken | Answer {
  const header = call.header("authorization");
  if (header === undefined) return checkWebSession(controller, call) ?? failure(-44116, 401);
  if (!header.startsWith(SCHEME)) return failure(-44112);
  const token = tokensFor(controller, call).get(header.slice(SCHEME.length));
  if (!token) return failure(-44113);
  return token.expiresAt <= controller.runtime.clock.now() ? failure(-44112) : token;
}

/** A session ends half an hour after its last use (observed), in milliseconds. */
const MAX_IDLE_MS = 1_800_000;

/** Answers to a session that has ended. */
const ENDED_ANSWERS: Readonly<Record<Quirks["webSessionEnd"], () => Answer>> = {
  "login-page": () => html("Mock controller"),
  "logged-out": () => failure(-1200),
  "general-error": () => failure(-1),
};

/** When a session that is used now ends, in milliseconds since 1970. */
export function sessionEnd(controller: Controller): number {
  return controller.runtime.clock.now() + MAX_IDLE_MS;
}

/**
 * Accepts the session of a web login instead of a token. The Open API needs CSRF token, cookie and
 * `Omada-Request-Source: web-local`; the paths of the web pages accept the session without that header, on 5.x too
 * (observed). Every use extends the session. It has the permissions of a user (assumed), and a wrong CSRF token gives
 * -1400 as on the paths of the web pages (assumed).
 * @returns undefined when the call has no session, or the controller accepts none here
 */
function checkWebSession(controller: Controller, call: Call): AccessToken | Answer | undefined {
  const {
    state,
    behaviour: { quirks },
  } = controller;
  const sessionId = sessionIdOf(call);
  const csrfToken = call.header("csrf-token");
  const isTaken = isWebPath(call)
    ? quirks.webSession !== "none"
    : quirks.webSession === "open-api" && call.header("omada-request-source") === "web-local";
  if (!isTaken) return undefined;
  if (sessionId === "" || csrfToken === undefined) return undefined;
  const session = state.webSessions.get(sessionId);
  if (!session || session.expiresAt <= controller.runtime.clock.now()) {
    state.webSessions.delete(sessionId);
    return ENDED_ANSWERS[quirks.webSessionEnd]();
  }
  if (session.csrfToken !== csrfToken) return failure(-1400);
  session.expiresAt = sessionEnd(controller);
  return { mode: "user", expiresAt: session.expiresAt };
}

/** The name since 5.11 (documented). */
const COOKIE_NAME = "TPOMADA_SESSIONID";

/** The session id in the cookies of a call; empty when there is none. */
export function sessionIdOf(call: Call): string {
  return /(?:^|;\s*)TPOMADA_SESSIONID=([0-9a-zA-Z]+)/.exec(call.header("cookie") ?? "")?.[1] ?? "";
}

/** The value of the Set-Cookie header of a new session; its attributes are assumed. */
export function sessionCookie(sessionId: string): string {
  return `${COOKIE_NAME}=${sessionId}; Path=/; Secure; HttpOnly`;
}
