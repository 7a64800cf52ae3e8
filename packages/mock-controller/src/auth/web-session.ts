import type { Quirks } from "../behaviour/quirks/quirks.js";
import { type Answer, failure, html } from "../protocol/answer.js";
import { type Call, isWebPath } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";
import type { AccessToken } from "../state/types.js";
import { sessionIdOf } from "./session-cookie.js";

/** A session ends half an hour after its last use (observed), in milliseconds. */
const IDLE_LIFE = 1_800_000;

/** What an ended session is answered with. */
const ENDED: Readonly<Record<Quirks["webSessionEnd"], () => Answer>> = {
  "login-page": () => html("Mock controller"),
  "logged-out": () => failure(-1200),
  "general-error": () => failure(-1),
};

/** When a session that is used now ends, in milliseconds since 1970. */
export function sessionEnd(controller: Controller): number {
  return controller.now() + IDLE_LIFE;
}

/**
 * Takes the session of a web login for a token. The Open API wants CSRF token, cookie and `Omada-Request-Source: web-local`;
 * the paths of the web pages take the session without that header, on 5.x too (observed). Every use makes the session last longer. It stands for a user, so it may do what only users may
 * (assumed), and a wrong CSRF token gives -1400 as on the paths of the web pages (assumed).
 * @returns undefined when the call does not come with a session, or the controller takes none here
 */
export function checkWebSession(controller: Controller, call: Call): AccessToken | Answer | undefined {
  const { state, quirks } = controller;
  const sessionId = sessionIdOf(call);
  const csrfToken = call.header("csrf-token");
  const isTaken = isWebPath(call)
    ? quirks.webSession !== "none"
    : quirks.webSession === "open-api" && call.header("omada-request-source") === "web-local";
  if (!isTaken) return undefined;
  if (sessionId === "" || csrfToken === undefined) return undefined;
  const session = state.webSessions.get(sessionId);
  if (!session || session.expiresAt <= controller.now()) {
    state.webSessions.delete(sessionId);
    return ENDED[quirks.webSessionEnd]();
  }
  if (session.csrfToken !== csrfToken) return failure(-1400);
  session.expiresAt = sessionEnd(controller);
  return { mode: "user", expiresAt: session.expiresAt };
}
