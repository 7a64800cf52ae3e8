import type { AuthContext, OmadaAuth } from "./auth.js";
import { createAuth } from "./create-auth.js";
import { hasCode, isOmadaAuthError, OmadaAuthError, OmadaError } from "./error.js";
import { createLogin } from "./login.js";
import { createRefresh } from "./refresh.js";
import { OPEN_API, type TokenLifeOptions } from "./source.js";
import { type Application, createTokenRequest } from "./token-endpoint.js";

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
   * Takes over the login of a user: the next `authorize` gets a token for the code, whatever token there was before.
   * @param code the `code` of the redirect, or the address the browser was redirected to; good once, within two minutes
   * @param context redeem it now, and reject when that fails
   * @throws OmadaError when there is no code in it
   */
  exchange(code: string, context?: AuthContext): Promise<void>;
}

/** The refresh token cannot be used, whatever the reason: another login is needed. */
const START_OVER = [-44114, -44111, -44106, -1001, -1004];
/** Milliseconds after which a request that spends something single-use is given up. */
const SINGLE_USE_TIMEOUT = 60_000;

/**
 * Authorization-code grant: acts as the user who logged in. Tokens are renewed with the refresh token, which works once
 * and lives 14 days; when that fails, the user is logged in again if a password was given.
 * Source: Open API Access Guide 2.2.
 * @throws OmadaError when an option is missing or out of range
 */
export function authorizationCode(options: AuthorizationCodeOptions): AuthorizationCodeAuth {
  const { clientId, clientSecret, omadacId, username = "", password } = options;
  const request = createTokenRequest(options);
  const refresh = createRefresh(clientId, clientSecret);
  const login = password ? createLogin(clientId, username, password) : undefined;
  const idOf = (context: AuthContext) => omadacId ?? context.omadacId;
  /** A code nobody has redeemed yet. */
  let pending: string | undefined;

  // What a request spends must not be lost with its answer because the callers have no more time.
  const untilDone = () => AbortSignal.timeout(SINGLE_USE_TIMEOUT);
  const redeem = (context: AuthContext, code: string) =>
    request(context, { grant_type: "authorization_code", code }, undefined, untilDone());

  const auth = createAuth(
    {
      ...OPEN_API,
      kind: "authorization-code",
      account: `${clientId}:${username}`,
      secrets: [clientSecret, password ?? ""],
      idOf,
      isForced: () => pending !== undefined,
      async obtain(context, previous, signal) {
        if (pending) {
          const code = pending;
          let spent = true;
          try {
            return await redeem(context, code);
          } catch (error) {
            // Kept when there was no answer: it may still be good.
            spent = isOmadaAuthError(error) && error.code !== undefined;
            throw error;
          } finally {
            if (spent && pending === code) pending = undefined;
          }
        }
        if (previous?.refreshToken)
          try {
            return await refresh(context, previous.refreshToken, untilDone());
          } catch (error) {
            if (!login || !hasCode(error, START_OVER)) throw error;
          }
        if (login) return login(context, idOf(context), signal, (code) => redeem(context, code));
        throw new OmadaAuthError("Nobody is logged in: see loginUrl().");
      },
    },
    options,
  );

  return {
    ...auth,
    loginUrl(loginPage) {
      const url = new URL(loginPage);
      url.searchParams.set("client_id", clientId);
      return url.href;
    },
    async exchange(answer, context) {
      const code = /^(?:.*[?&]code=)?([\w-]+)(?:[&#]|$)/.exec(answer)?.[1];
      if (!code) throw new OmadaError("There is no code in the answer.");
      pending = code;
      // A renewal that was under way before comes first.
      while (context && pending === code) await auth.authorize(context);
    },
  };
}
