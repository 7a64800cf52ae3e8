import { type Answer, failure, success } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import { randomOf, textFrom } from "../schema/random.js";
import type { Controller } from "../state/controller.js";
import { keep } from "./keep.js";
import { sessionIdOf } from "./session-cookie.js";

/** Authorization codes live two minutes (documented), in milliseconds. */
const CODE_LIFETIME = 120_000;

/** `POST /openapi/authorize/code`: a login gives an authorization code; `result` is the text itself. */
export function answerCode(controller: Controller, call: Call): Answer {
  const { credentials, state } = controller;
  if (call.query.get("omadac_id") !== credentials.omadacId) return failure(-7131);
  if (call.query.get("client_id") !== credentials.clientId) return failure(-44106);
  if (call.query.get("response_type") !== "code") return failure(-44107);
  const session = state.logins.get(sessionIdOf(call));
  if (!session || session.expiresAt <= controller.now()) return failure(-44109);
  if (call.header("csrf-token") !== session.csrfToken) return failure(-44108);
  const random = randomOf(`${controller.seed}/code/${controller.tokensIssued++}`);
  const code = `OC-${textFrom(random, 32)}`;
  keep(state.codes, code, controller.now() + CODE_LIFETIME);
  return success(code);
}
