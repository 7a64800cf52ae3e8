import type { AuthContext } from "./auth.js";
import { OmadaError } from "./error.js";
import { type Post, post } from "./post.js";
import { required } from "./required.js";
import { type IssuedToken, readToken } from "./token-answer.js";
import { createWays } from "./ways.js";

/** Where the credentials of an application go: see {@link Application.tokenStyle}. */
export type TokenStyle = "auto" | "query" | "body";

/** The Open API application that asks. */
export interface Application {
  /** Client ID shown with the application. */
  clientId: string;
  /** Client secret shown with the application. */
  clientSecret: string;
  /**
   * Where the credentials go: the query (controllers before 5.15) or the JSON body (5.15 and later).
   * "auto", the default, decides by the controller's version; when that is unknown it tries the body, then the query,
   * and remembers what worked.
   */
  tokenStyle?: TokenStyle | undefined;
}

/** Posts to the token endpoint and reads the token. */
export async function askForToken(
  context: AuthContext,
  request: Omit<Post, "path">,
  signal: AbortSignal,
): Promise<IssuedToken> {
  return readToken(await post(context, { path: "/openapi/authorize/token", ...request }, signal));
}

/**
 * Makes the function that asks for a token as an application: the credentials in the query or in the body.
 * Source: Open API Access Guide 2.2.2 and 2.3.1, 5.12 and 5.15 texts.
 * @throws OmadaError when an option is missing or out of range
 */
export function createTokenRequest({ clientId, clientSecret, tokenStyle = "auto" }: Application) {
  required({ clientId, clientSecret });
  if (!/^(auto|query|body)$/.test(tokenStyle)) throw new OmadaError("tokenStyle is unknown.");
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const inOrder = createWays();

  return (
    context: AuthContext,
    query: Record<string, string>,
    body: Record<string, string> | undefined,
    signal: AbortSignal,
  ): Promise<IssuedToken> => {
    const ways = {
      body: () => askForToken(context, { query, body: { ...body, ...credentials } }, signal),
      query: () => askForToken(context, { query: { ...query, ...credentials }, body }, signal),
    };
    const style = tokenStyle === "auto" ? styleOf(context.controllerVersion) : tokenStyle;
    return style ? ways[style]() : inOrder([ways.body, ways.query]);
  };
}

/** Credentials moved from the query into the body with 5.15. */
function styleOf(version = ""): "query" | "body" | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return version ? (major * 1000 + minor < 5015 ? "query" : "body") : undefined;
}
