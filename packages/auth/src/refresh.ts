import type { AuthContext } from "./auth.js";
import type { Post } from "./post.js";
import type { IssuedToken } from "./token-answer.js";
import { askForToken } from "./token-endpoint.js";
import { createWays } from "./ways.js";

/**
 * Makes the function that spends a refresh token.
 *
 * Controllers disagree about where the parameters belong: Open API Access Guide 2.2.4 says query and body, its example
 * has all in the query, and a JSON body is answered -1001. A form is read as parameters everywhere it was tried, so that
 * comes first, the query alone second; what worked is remembered.
 */
export function createRefresh(clientId: string, clientSecret: string) {
  const inOrder = createWays();
  return (context: AuthContext, refreshToken: string, signal: AbortSignal): Promise<IssuedToken> => {
    const query = { grant_type: "refresh_token", refresh_token: refreshToken };
    const body = { ...query, client_id: clientId, client_secret: clientSecret };
    const ask = (request: Omit<Post, "path">) => async () => {
      const token = await askForToken(context, request, signal);
      return { ...token, refreshToken: token.refreshToken ?? refreshToken };
    };
    return inOrder([ask({ query, body, asForm: true }), ask({ query: body })]);
  };
}
