import type { AuthContext, OmadaAuth } from "./auth.js";
import { checkOptions } from "./check-options.js";
import { createAuth } from "./create-auth.js";
import { hasCode, isOmadaAuthError, OmadaAuthError, OmadaError } from "./error.js";
import { PATIENCE } from "./shared-request.js";
import type { Keeper } from "./token-manager.js";
import { logIn } from "./login.js";
import { OPEN_API, type TokenLifeOptions } from "./source.js";
import type { IssuedToken } from "./token-answer.js";
import { type Application, createTokenRequest } from "./token-endpoint.js";
import { MISPLACED } from "./ways.js";

/** Credentials of an Open API application in authorization-code mode, and maybe of a user. */
export interface AuthorizationCodeOptions extends Application, TokenLifeOptions {
  /** Id sent with the login, when it is not the controller's: the MSP or customer id of an application made there. */
  omadacId?: string | undefined;
  /**
   * Who acts. Without a password it is only a label that tells the tokens of several users apart in a shared store:
   * give one per user then.
   */
  username?: string | undefined;
  /**
   * Password of that user, for an application without a redirect URL: the login then needs no browser. Leave it out
   * to log in by `loginUrl` and `exchange`; accounts with two-factor login have to.
   */
  password?: string | undefined;
}

/** The authorization-code grant, with what the way over a browser needs on top. */
export interface AuthorizationCodeAuth extends OmadaAuth<"authorization-code"> {
  /**
   * Builds the address to send the user's browser to, for an application with a redirect URL. After the login the
   * controller sends it on to the redirect URL with `?code=…`. TP-Link support has to allow the redirect's domain first.
   * There is no `state` parameter: tie the answer to a session of your own. Source: Open API Access Guide 2.2.1.2.
   * @param loginPage the OAuth login page address that the controller shows with the application
   */
  loginUrl(loginPage: string): string;
  /**
   * Takes over the login of a user: the next `authorize` gets a token for the code, and the login before is over here,
   * even when the controller refuses the code. Then `authorize` rejects with code -44114 until the next `exchange`, or
   * logs in itself when it has a password; a shared store keeps the token before for whoever starts with it. A
   * code that got no answer is sent again.
   * @param code the `code` of the redirect, or the address the browser was redirected to; good once, within two minutes
   * @param context redeem it now, and reject when that fails
   * @throws OmadaError when there is no code in it, as after a login that was refused; nothing changes then
   */
  exchange(code: string, context?: AuthContext): Promise<void>;
}

/** A code, or an address with one or with an error; an error is small letters only, so that no secret passes for one. */
const ANSWER = /(?:(?:^(?=OC-)|[?&]code=)([\w-]+)|(?:^|[?&]error=)([a-z_]+))(?:[&#]|$)/;
/** The refresh token cannot be used, whatever the reason: another login is needed. */
const START_OVER = [-44114, ...MISPLACED];

/** What came of a login in a browser. */
interface Login {
  /** Undefined once the controller refused it. */
  code: string | undefined;
  /** What it is redeemed for, once: keepers that were forgotten meanwhile may still ask. */
  token?: Promise<IssuedToken> | undefined;
}

/**
 * Authorization-code grant: acts as the user who logged in. Tokens are renewed with the refresh token, which works once
 * and lives 14 days; when that fails, the user is logged in again if a password was given. Without one `authorize`
 * rejects with code -44114 while nobody is logged in.
 * Source: Open API Access Guide 2.2.
 * @throws OmadaError when an option is missing or out of range
 */
export function authorizationCode(options: AuthorizationCodeOptions): AuthorizationCodeAuth {
  const { clientId, clientSecret, username = "", password } = options;
  const request = createTokenRequest(options);
  if (password) checkOptions({ username });
  const keepers = new Map<string, Keeper>();
  /** The last login, until it has led to a token. What there was before must not be used any more. */
  let pending: Login | undefined;

  // What a request spends must not be lost with its answer because the callers have no more time.
  const untilDone = () => AbortSignal.timeout(PATIENCE);
  const redeem = (context: AuthContext, code: string) =>
    request(context, untilDone(), { grant_type: "authorization_code", code });

  async function renew(context: AuthContext, refreshToken: string | undefined, signal: AbortSignal) {
    if (refreshToken)
      try {
        const query = { grant_type: "refresh_token", refresh_token: refreshToken };
        const token = await request(context, untilDone(), query);
        return { ...token, refreshToken: token.refreshToken ?? refreshToken };
      } catch (error) {
        if (!password || !hasCode(error, START_OVER)) throw error;
      }
    if (password)
      return logIn(context, clientId, { username, password }, signal, (code) => redeem(context, code));
    const details = { code: -44114, codeName: "refreshTokenExpired" };
    throw new OmadaAuthError("Nobody is logged in: see loginUrl().", details);
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
    keepers,
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
      keepers.clear();
      if (context) await auth.authorize(context);
    },
  };
}
