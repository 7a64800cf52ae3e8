import { type Answer, empty, failure, success } from "../protocol/answer.js";
import { type Call, parseJson } from "../protocol/call.js";
import { isRecord } from "../schema/check.js";
import { hexFrom, randomOf } from "../schema/random.js";
import type { Controller } from "../state/controller.js";
import { setBounded } from "../state/maps.js";
import type { StoredRow } from "../state/types.js";
import { sessionCookie, sessionEnd } from "./session.js";

/**
 * `POST /openapi/authorize/login`: user name and password give a CSRF token and a session id. They end after half an
 * hour (assumed, as for web sessions).
 */
export function answerLogin(controller: Controller, call: Call): Answer {
  const { credentials, state } = controller;
  if (call.query.get("omadac_id") !== credentials.omadacId) return failure(-7131);
  if (call.query.get("client_id") !== credentials.clientId) return failure(-44106);
  const body = parseJson(call.body);
  if (!body.ok || !isRecord(body.value)) return failure(-1001);
  const { username, password } = body.value;
  if (!isKnownUser(controller, username, password)) return failure(-30109);
  const random = randomOf(`${controller.seed}/login/${controller.issued.tokens++}`);
  const session = { csrfToken: hexFrom(random, 32), sessionId: hexFrom(random, 32) };
  setBounded(state.logins, session.sessionId, { ...session, expiresAt: sessionEnd(controller) });
  return success(session);
}

const LOGIN = /^[^/]+\/api\/v2\/login$/;

/**
 * Answers `POST /{omadacId}/api/v2/login`, the login of the web pages; other calls give undefined. User name and
 * password give a CSRF token in the body and a session as a cookie.
 */
export function answerWebLogin(controller: Controller, call: Call): Answer | undefined {
  if (call.method !== "POST" || !LOGIN.test(call.segments.join("/"))) return undefined;
  const {
    state,
    behaviour: { quirks },
  } = controller;
  if (quirks.webSession === "none") return empty(404);
  const body = parseJson(call.body);
  if (!body.ok || !isRecord(body.value)) return failure(-1001);
  const { username, password } = body.value;
  if (!isKnownUser(controller, username, password)) return failure(-30109);
  const random = randomOf(`${controller.seed}/web-session/${controller.issued.tokens++}`);
  const session = { csrfToken: hexFrom(random, 32), sessionId: hexFrom(random, 32) };
  setBounded(state.webSessions, session.sessionId, { ...session, expiresAt: sessionEnd(controller) });
  const answer = success({ token: session.csrfToken });
  return { ...answer, headers: { ...answer.headers, "set-cookie": sessionCookie(session.sessionId) } };
}

/**
 * Whether a name and a password belong to a user: the one of the mock's credentials, or one that a call created. A
 * temporary user can log in only within its time.
 */
function isKnownUser(controller: Controller, username: unknown, password: unknown): boolean {
  const { credentials, runtime } = controller;
  const user = knownUsers(controller).find(({ name }) => name === username);
  if (user && !isValid(user, runtime.clock.now())) return false;
  if (typeof user?.password === "string") return user.password === password;
  return username === credentials.username && password === credentials.password;
}

/** The users of the controller and of its MSP that a call has read or created. */
function knownUsers({ state, credentials: { omadacId } }: Controller): StoredRow[] {
  return [`${omadacId}/users`, `msp/${omadacId}/users`].flatMap((key) => [
    ...(state.collections.get(key)?.values() ?? []),
  ]);
}

function isValid({ temporaryEnable, startTime, endTime }: StoredRow, now: number): boolean {
  if (temporaryEnable !== true) return true;
  return (Number(startTime) || 0) <= now && now < (Number(endTime) || Number.POSITIVE_INFINITY);
}
