import { type Answer, empty, failure, success } from "../protocol/answer.js";
import { parseJson } from "../protocol/body.js";
import type { Call } from "../protocol/call.js";
import { isRecord } from "../schema/accepts.js";
import { hexFrom, randomOf } from "../schema/random.js";
import type { Controller } from "../state/controller.js";
import { keep } from "./keep.js";
import { sessionCookie } from "./session-cookie.js";
import { knowsUser } from "./user.js";
import { sessionEnd } from "./web-session.js";

const LOGIN = /^[^/]+\/api\/v2\/login$/;

/**
 * Answers `POST /{omadacId}/api/v2/login`, the login of the web pages; other calls give undefined. User name and
 * password give a CSRF token in the body and a session as a cookie.
 */
export function answerWebLogin(controller: Controller, call: Call): Answer | undefined {
  if (call.method !== "POST" || !LOGIN.test(call.segments.join("/"))) return undefined;
  const { state, quirks } = controller;
  if (quirks.webSession === "none") return empty(404);
  const body = parseJson(call.body);
  if (!body.ok || !isRecord(body.value)) return failure(-1001);
  const { username, password } = body.value;
  if (!knowsUser(controller, username, password)) return failure(-30109);
  const random = randomOf(`${controller.seed}/web-session/${controller.tokensIssued++}`);
  const session = { csrfToken: hexFrom(random, 32), sessionId: hexFrom(random, 32) };
  keep(state.webSessions, session.sessionId, { ...session, expiresAt: sessionEnd(controller) });
  const answer = success({ token: session.csrfToken });
  return { ...answer, headers: { ...answer.headers, "set-cookie": sessionCookie(session.sessionId) } };
}
