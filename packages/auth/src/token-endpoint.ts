import type { AuthContext } from "./auth.js";
import { checkOptions } from "./check-options.js";
import { post } from "./post.js";
import { type IssuedToken, readToken } from "./token-answer.js";
import { createWays, type Way } from "./ways.js";

/** Where the credentials of an application go: see {@link Application.tokenStyle}. */
export type TokenStyle = "auto" | Way;

/** The Open API application that asks. */
export interface Application {
  /** Client ID shown with the application. */
  clientId: string;
  /** Client secret shown with the application. */
  clientSecret: string;
  /**
   * Where the credentials go: the query (as documented for controllers before 5.15) or the body (5.15 and later).
   * "auto", the default, begins with the place for the controller's version, tries the other one when that is refused,
   * and remembers per controller what worked. On the cloud, and while the version is unknown, it is the body only. Where
   * the body is the place, the secret gets into a URL only after a -1001 or -1004, never because it was refused.
   */
  tokenStyle?: TokenStyle | undefined;
}

/**
 * Makes the function that asks the token endpoint as an application: the credentials in the query or in the body.
 * Source: Open API Access Guide 2.2.2 and 2.3.1, 5.12 and 5.15 texts.
 * @throws OmadaError when an option is missing or out of range
 */
export function createTokenRequest({ clientId, clientSecret, tokenStyle = "auto" }: Application) {
  checkOptions({ clientId, clientSecret, tokenStyle: /^(auto|query|body)$/.test(tokenStyle) });
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const inOrder = createWays(tokenStyle);

  return (
    context: AuthContext,
    signal: AbortSignal,
    query: Record<string, string>,
    body?: Record<string, string>,
  ): Promise<IssuedToken> => {
    // Controllers disagree about where the parameters of a refresh belong: 2.2.4 says query and body, its example has all
    // in the query, and a JSON body is answered -1001. A form is read as parameters everywhere it was tried, so that
    // comes first, whatever the version.
    const asForm = "refresh_token" in query;
    const ask = async (way: Way) => {
      const request =
        way === "query"
          ? { query: { ...query, ...credentials }, body }
          : { query, body: { ...(asForm ? query : body), ...credentials }, asForm };
      const answer = await post(context, { path: "/openapi/authorize/token", ...request }, signal);
      return readToken(answer.result);
    };
    return inOrder(context, ask, asForm ? "body" : undefined);
  };
}
