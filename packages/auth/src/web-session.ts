import type { AuthContext, OmadaAuth } from "./auth.js";
import type { TokenLifeOptions } from "./create-auth.js";
import { createAuth } from "./create-auth.js";
import { checkOptions } from "./error.js";
import { type IssuedToken, needText, post } from "./post.js";
import { type Stopwatch, startStopwatch } from "./token-life.js";
import type { StoredToken } from "./token-store.js";

/** A local account of the controller's web pages. */
export interface WebSessionOptions extends Pick<TokenLifeOptions, "store"> {
  /** Name of a local account without two-factor login; a cloud account does not work. */
  username: string;
  password: string;
  /** Seconds after which an unused session ends, above 0; 1800 by default, what controllers were seen to grant. */
  idleSeconds?: number | undefined;
}

/**
 * Age in milliseconds from which on errorCode -1 may mean that the session ended; earlier it would cause a login per
 * call.
 */
const SUSPECT_AFTER_MS = 300_000;
/** Seconds after which even a session in use is replaced. */
const MAX_SESSION_SECONDS = 86_400;
/** Session over, CSRF token not known, no credential understood. */
const REFUSED = [-1200, -1400, -1401, -44116];

/**
 * A session like that of the web pages, for gateways whose controller offers no Open API application. Prefer the other
 * grants wherever there is a choice: this one is undocumented by the vendor, needs an account's password, cannot
 * do two-factor login and appears in the controller's log as the account itself.
 *
 * Observed on 6.2 and later: `/openapi/` accepts the CSRF token and the session cookie together with
 * `Omada-Request-Source: web-local`. It needs a fetch that may read and send cookies, so it does not work in a browser.
 * A session lasts as long as it is used; a session of a `store` counts as unused since its login. In a shared `store`
 * a program that names the same account shares its session without the password: give each tenant a separate store.
 * @throws OmadaError when an option is missing or out of range
 */
export function webSession(options: WebSessionOptions): OmadaAuth<"web-session"> {
  const { username, password, idleSeconds = 1800 } = options;
  checkOptions({ username, password, idleSeconds: idleSeconds > 0 });
  let sinceLogin = startStopwatch(SUSPECT_AFTER_MS);
  /** When sessions were used last; of a session of a store only the login is known. */
  const uses = new WeakMap<StoredToken, Stopwatch>();
  return createAuth(
    {
      kind: "web-session",
      account: username,
      secrets: [],
      headers(token) {
        uses.set(token, startStopwatch());
        const { accessToken, cookie = "" } = token;
        return { "Csrf-Token": accessToken, Cookie: cookie, "Omada-Request-Source": "web-local" };
      },
      isOver(token) {
        const sinceUse = uses.get(token)?.() ?? Date.now() - token.obtainedAt;
        return sinceUse >= idleSeconds * 1000;
      },
      async obtain(context, _refreshToken, signal) {
        const session = await logIn(context, { username, password }, signal);
        sinceLogin = startStopwatch();
        return session;
      },
      // An ended session gets the login page or a redirect to it instead of data, or -1200. Some versions answer the
      // general error -1, which is also the answer to a request that failed for another reason.
      isStale({ errorCode = 0, status = 200, html }) {
        // A gateway sends a web page with 500 or more: the controller may have carried out the request.
        if (
          (html && status < 500) ||
          status === 401 ||
          (status >= 300 && status < 400) ||
          REFUSED.includes(errorCode)
        )
          return "refused";
        return errorCode === -1 && sinceLogin() >= SUSPECT_AFTER_MS && "suspect";
      },
    },
    options,
  );
}

async function logIn(
  context: AuthContext,
  account: { username: string; password: string },
  signal: AbortSignal,
): Promise<IssuedToken> {
  const path = `/${encodeURIComponent(context.omadacId)}/api/v2/login`;
  const answer = await post(context, { path, query: {}, body: account }, signal);
  const { token } = Object(answer.result);
  return {
    accessToken: needText(token, "CSRF token"),
    expiresIn: MAX_SESSION_SECONDS,
    cookie: needText(sessionCookie(answer.headers), "session cookie (browsers hide it)"),
  };
}

/** The session cookie had the first name before 5.11. */
function sessionCookie(headers: Headers): string | undefined {
  const lines = headers.getSetCookie?.() ?? [headers.get("set-cookie")];
  return /(?:^|[,;\s])((?:TPEAP|TPOMADA)_SESSIONID=[^;,\s]+)/.exec(lines.join("; "))?.[1];
}
