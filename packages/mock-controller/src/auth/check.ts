import { type Answer, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";
import type { AccessToken } from "../state/types.js";
import { checkWebSession } from "./web-session.js";

const SCHEME = "AccessToken=";

/** A batch of the MSP may work on its customers (documented); everything else wants a token for the id in its path. */
function tokensFor({ msp, state }: Controller, { batch }: Call): ReadonlyMap<string, AccessToken> {
  return batch && msp ? new Map([...msp.state.accessTokens, ...state.accessTokens]) : state.accessTokens;
}

/**
 * Checks the Authorization header. Without it a web session may do; nothing at all is answered with 401, everything
 * else with 200: a wrong scheme like an expired token (observed), an unknown token as invalid.
 */
export function checkToken(controller: Controller, call: Call): AccessToken | Answer {
  const header = call.header("authorization");
  if (header === undefined) return checkWebSession(controller, call) ?? failure(-44116, 401);
  if (!header.startsWith(SCHEME)) return failure(-44112);
  const token = tokensFor(controller, call).get(header.slice(SCHEME.length));
  if (!token) return failure(-44113);
  return token.expiresAt <= controller.now() ? failure(-44112) : token;
}
