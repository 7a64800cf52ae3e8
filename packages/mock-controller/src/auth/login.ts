import { type Answer, failure, success } from "../protocol/answer.js";
import { parseJson } from "../protocol/body.js";
import type { Call } from "../protocol/call.js";
import { isRecord } from "../schema/accepts.js";
import { hexFrom, randomOf } from "../schema/random.js";
import type { Controller } from "../state/controller.js";
import { keep } from "./keep.js";
import { knowsUser } from "./user.js";
import { sessionEnd } from "./web-session.js";

/**
 * `POST /openapi/authorize/login`: user name and password give a CSRF token and a session id. They end after half an hour
 * (assumed, as for web sessions).
 */
export function answerLogin(controller: Controller, call: Call): Answer {
  const { credentials, state } = controller;
  if (call.query.get("omadac_id") !== credentials.omadacId) return failure(-7131);
  if (call.query.get("client_id") !== credentials.clientId) return failure(-44106);
  const body = parseJson(call.body);
  if (!body.ok || !isRecord(body.value)) return failure(-1001);
  const { username, password } = body.value;
  if (!knowsUser(controller, username, password)) return failure(-30109);
  const random = randomOf(`${controller.seed}/login/${controller.tokensIssued++}`);
  const session = { csrfToken: hexFrom(random, 32), sessionId: hexFrom(random, 32) };
  keep(state.logins, session.sessionId, { ...session, expiresAt: sessionEnd(controller) });
  return success(session);
}
