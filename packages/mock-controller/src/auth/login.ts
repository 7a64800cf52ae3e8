import type { Controller } from "../controller.js";
import { type Answer, failure, success } from "../protocol/answer.js";
import { parseJson } from "../protocol/body.js";
import type { Call } from "../protocol/call.js";
import { isRecord } from "../sample/accepts.js";
import { hexFrom, randomOf } from "../sample/random.js";

/** `POST /openapi/authorize/login`: user name and password give a CSRF token and a session id. */
export function answerLogin(controller: Controller, call: Call): Answer {
  const { credentials, state } = controller;
  if (call.query.get("omadac_id") !== credentials.omadacId) return failure(-7131);
  if (call.query.get("client_id") !== credentials.clientId) return failure(-44106);
  const body = parseJson(call.body);
  if (!body.ok || !isRecord(body.value)) return failure(-1001);
  const { username, password } = body.value;
  if (username !== credentials.username || password !== credentials.password) return failure(-30109);
  const random = randomOf(`${controller.seed}/login/${state.logins.size}`);
  const session = { csrfToken: hexFrom(random, 32), sessionId: hexFrom(random, 32) };
  state.logins.set(session.sessionId, session);
  return success(session);
}
