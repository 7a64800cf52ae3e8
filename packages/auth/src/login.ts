import type { AuthContext } from "./auth.js";
import { hasCode } from "./error.js";
import { type Post, post } from "./post.js";
import { needText } from "./token-answer.js";

/** The login was lost half-way or took too long: worth starting it again, once. */
const LOGIN_LOST = [-44108, -44109, -44110];

/**
 * Logs a user in without a browser and redeems the authorization code this gives.
 * Source: Open API Access Guide 2.2.1.1.
 */
export async function logIn<T>(
  context: AuthContext,
  clientId: string,
  account: { username: string; password: string },
  signal: AbortSignal,
  redeem: (code: string) => Promise<T>,
): Promise<T> {
  const query = { client_id: clientId, omadac_id: context.omadacId };
  const step = async (name: string, request: Partial<Post>) => {
    const answer = await post(context, { path: `/openapi/authorize/${name}`, query, ...request }, signal);
    return answer.result;
  };
  const attempt = async () => {
    const { csrfToken, sessionId } = Object(await step("login", { body: account }));
    const code = await step("code", {
      query: { ...query, response_type: "code" },
      headers: {
        "Csrf-Token": needText(csrfToken, "csrfToken"),
        Cookie: `TPOMADA_SESSIONID=${needText(sessionId, "sessionId")}`,
      },
    });
    return redeem(needText(code, "code"));
  };
  return attempt().catch((error) => {
    if (hasCode(error, LOGIN_LOST)) return attempt();
    throw error;
  });
}
