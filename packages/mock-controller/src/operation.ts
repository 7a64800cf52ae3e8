import { checkBody } from "./checks/body.js";
import { checkQuery } from "./checks/query.js";
import { checkTarget } from "./checks/target.js";
import type { Controller } from "./controller.js";
import { answerByDefault } from "./handlers/default.js";
import { HANDLERS } from "./handlers/index.js";
import type { Request } from "./handlers/types.js";
import { type Answer, failure } from "./protocol/answer.js";
import type { Call } from "./protocol/call.js";
import type { Match } from "./router/trie.js";
import type { AccessToken } from "./state/types.js";

/** Answers a routed call whose token is good: checks the request, then hands it to the operation's handler. */
export function answerOperation(
  controller: Controller,
  call: Call,
  match: Match,
  token: AccessToken,
  dispatch: Request["dispatch"],
): Answer {
  const { operation, params } = match;
  const refused = checkQuery(controller, call, operation);
  if (refused) return refused;
  const body = checkBody(controller, call, operation);
  if ("status" in body) return body;
  if (operation.authorizationCodeOnly && token.mode !== "user") return failure(-44118);
  const target = checkTarget(controller, params);
  if ("status" in target) return target;
  if (controller.quirks.brokenOperations.includes(operation.name)) return failure(-1);
  const request: Request = { operation, params, call, body: body.value, dispatch, ...target };
  const handler = HANDLERS.get(operation.name) ?? answerByDefault;
  return handler(controller, request);
}
