import type { Controller } from "../controller.js";
import { type Answer, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { AccessToken } from "../state/types.js";
import { checkWebSession } from "./web-session.js";

const SCHEME = "AccessToken=";

/**
 * Checks the Authorization header. Without it a web session may do; nothing at all is answered with 401, everything
 * else with 200: a wrong scheme like an expired token (observed), an unknown token as invalid.
 */
export function checkToken(controller: Controller, call: Call): AccessToken | Answer {
  const header = call.header("authorization");
  if (header === undefined) return checkWebSession(controller, call) ?? failure(-44116, 401);
  if (!header.startsWith(SCHEME)) return failure(-44112);
  const token = controller.state.accessTokens.get(header.slice(SCHEME.length));
  if (!token) return failure(-44113);
  return token.expiresAt <= controller.now() ? failure(-44112) : token;
}
