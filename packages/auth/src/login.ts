import type { AuthContext } from "./auth.js";
import { hasCode } from "./error.js";
import { type Post, post } from "./post.js";
import { required } from "./required.js";
import { needText } from "./token-answer.js";

/** The login was lost half-way or took too long: worth starting it again, once. */
const LOGIN_LOST = [-44108, -44109, -44110];

/**
 * Makes the function that logs a user in without a browser and redeems the authorization code this gives.
 * Source: Open API Access Guide 2.2.1.1.
 * @throws OmadaError when there is no user name
 */
export function createLogin(clientId: string, username: string, password: string) {
  required({ username });
  return async <T>(
    context: AuthContext,
    id: string,
    signal: AbortSignal,
    redeem: (code: string) => Promise<T>,
  ): Promise<T> => {
    const query = { client_id: clientId, omadac_id: id };
    const step = (name: string, request: Partial<Post>) =>
      post(context, { path: `/openapi/authorize/${name}`, query, ...request }, signal);
    const attempt = async () => {
      const session = await step("login", { body: { username, password } });
      const { csrfToken, sessionId } = Object(session.result);
      const code = await step("code", {
        query: { ...query, response_type: "code" },
        headers: {
          "Csrf-Token": needText(session, csrfToken, "csrfToken"),
          Cookie: `TPOMADA_SESSIONID=${needText(session, sessionId, "sessionId")}`,
        },
      });
      return redeem(needText(code, code.result, "authorization code"));
    };
    return attempt().catch((error) => (hasCode(error, LOGIN_LOST) ? attempt() : Promise.reject(error)));
  };
}
