import type { AuthContext, OmadaAuth } from "./auth.js";
import { createAuth, OPEN_API, type TokenLifeOptions } from "./create-auth.js";
import { checkOptions, hasCode, isOmadaAuthError, OmadaAuthError, OmadaError } from "./error.js";
import { type IssuedToken, needText, type Post, post } from "./post.js";
import { MAX_REQUEST_MS } from "./shared-request.js";
import { type Application, createTokenRequest, MISPLACED_CODES } from "./token-endpoint.js";
import type { TokenManager } from "./token-manager.js";

/** Credentials of an Open API application in authorization-code mode, and maybe of a user. */
export interface AuthorizationCodeOptions extends Application, TokenLifeOptions {
  /** Id sent with the login, when it is not the controller's: the MSP or customer id of an application made there. */
  omadacId?: string | undefined;
  /**
   * The user that acts. Without a password it is only a label that separates the tokens of several users in a shared
   * store: use one per user then.
   */
  username?: string | undefined;
  /**
   * Password of that user, for an application without a redirect URL: the login then needs no browser. Leave it out
   * to log in by `loginUrl` and `exchange`; accounts with two-factor login have to.
   */
  password?: string | undefined;
}

/** The authorization-code grant, with the functions for a login in a browser. */
export interface AuthorizationCodeAuth extends OmadaAuth<"authorization-code"> {
  /**
   * Builds the address to send the user's browser to, for an application with a redirect URL. After the login the
   * controller sends it on to the redirect URL with `?code=…`. TP-Link support has to allow the redirect's domain first.
   * There is no `state` parameter: tie the answer to a session of your own. Source: Open API Access Guide 2.2.1.2.
   * @param loginPage the OAuth login page address that the controller shows with the application
   */
  loginUrl(loginPage: string): string;
  /**
   * Takes over the login of a user: the next `authorize` gets a token for the code, and the token of the login before is
   * not used any more, even when the controller refuses the code. Then `authorize` rejects with code -44114 until the
   * next `exchange`, or logs in itself when it has a password; a shared store keeps the token before for programs that
   * start later. A code that got no answer is sent again.
   * @param code the `code` of the redirect, or the address the browser was redirected to; good once, within two minutes
   * @param context redeem it now, and reject when that fails
   * @throws OmadaError when there is no code in it, for example when the login was refused; nothing changes then
   */
  exchange(code: string, context?: AuthContext): Promise<void>;
}

/**
 * A code, or an address with a code or an error; an error has only lower-case letters, so that it cannot hold a secret.
 */
const ANSWER = /(?:(?:^(?=OC-)|[?&]code=)([\w-]+)|(?:^|[?&]error=)([a-z_]+))(?:[&#]|$)/;
/** The refresh token cannot be used: another login is needed. */
const LOGIN_NEEDED = [-44114, ...MISPLACED_CODES];

/** A login in a browser. */
interface Login {
  /** Undefined once the controller refused it. */
  code: string | undefined;
  /** The token for the code, which can be redeemed once: managers that were cleared meanwhile may still ask for it. */
  token?: Promise<IssuedToken> | undefined;
}

/**
 * Authorization-code grant: acts as the user who logged in. Tokens are renewed with the refresh token, which works once
 * and is valid for 14 days; when that fails, the user is logged in again if a password was given. Without one `authorize`
 * rejects with code -44114 while no user is logged in.
 * Source: Open API Access Guide 2.2.
 * @throws OmadaError when an option is missing or out of range
 */
export function authorizationCode(options: AuthorizationCodeOptions): AuthorizationCodeAuth {
  const { clientId, clientSecret, username = "", password } = options;
  const request = createTokenRequest(options);
  if (password) checkOptions({ username });
  const managers = new Map<string, TokenManager>();
  /** The last login, until there is a token for it. Tokens of logins before must not be used any more. */
  let pending: Login | undefined;

  // A request that spends a code or a refresh token goes on when its callers abort: its answer must not be lost.
  const untilDone = () => AbortSignal.timeout(MAX_REQUEST_MS);
  const redeem = (context: AuthContext, code: string) =>
    request(context, untilDone(), { grant_type: "authorization_code", code });

  async function renew(context: AuthContext, refreshToken: string | undefined, signal: AbortSignal) {
    if (refreshToken)
      try {
        const query = { grant_type: "refresh_token", refresh_token: refreshToken };
        const token = await request(context, untilDone(), query);
        return { ...token, refreshToken: token.refreshToken ?? refreshToken };
      } catch (error) {
        if (!password || !hasCode(error, LOGIN_NEEDED)) throw error;
      }
    if (password)
      return logIn(context, clientId, { username, password }, signal, (code) => redeem(context, code));
    const details = { code: -44114, codeName: "refreshTokenExpired" };
    throw new OmadaAuthError("No user is logged in: see loginUrl().", details);
  }

  const auth = createAuth(
    {
      ...OPEN_API,
      kind: "authorization-code",
      account: `${clientId}:${username}`,
      secrets: [clientSecret, password ?? ""],
      isOver: () => Boolean(pending),
      async obtain(context, refreshToken, signal) {
        const login = pending;
        try {
          if (login?.code) login.token ??= redeem(context, login.code);
          const token = await (login?.token ?? renew(context, refreshToken, signal));
          if (pending === login) pending = undefined;
          return token;
        } catch (error) {
          // Without an answer the code may still be good.
          if (login) login.token = undefined;
          if (login && isOmadaAuthError(error) && error.code) login.code = undefined;
          throw error;
        }
      },
    },
    options,
    managers,
  );

  return {
    ...auth,
    loginUrl(loginPage) {
      const url = new URL(loginPage);
      url.searchParams.set("client_id", clientId);
      return url.href;
    },
    async exchange(answer, context) {
      const [, code, error] = ANSWER.exec(answer) ?? [];
      if (!code) throw new OmadaError(`There is no code in ${error ?? "the answer"}.`);
      pending = { code };
      managers.clear();
      if (context) await auth.authorize(context);
    },
  };
}

/** The controller lost the login or it took too long: it is started again, once. */
const LOGIN_LOST = [-44108, -44109, -44110];

/**
 * Logs a user in without a browser and redeems the authorization code this gives.
 * Source: Open API Access Guide 2.2.1.1.
 */
async function logIn<T>(
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
