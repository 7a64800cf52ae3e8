import type { AuthContext } from "./auth.js";
import { checkOptions, hasCode } from "./error.js";
import { type IssuedToken, post, readToken } from "./post.js";

/** Where the credentials of an application go: see {@link Application.tokenStyle}. */
export type TokenStyle = "auto" | Place;

/** The Open API application that requests tokens. */
export interface Application {
  /** Client ID shown with the application. */
  clientId: string;
  /** Client secret shown with the application. */
  clientSecret: string;
  /**
   * Where the credentials go: the query (as documented for controllers before 5.15) or the body (5.15 and later).
   * "auto", the default, begins with the place for the controller's version, tries the other one when that is refused,
   * and then uses for each controller what worked. On the cloud, and while the version is unknown, it is the body only. Where
   * the body is the place, the secret gets into a URL only after a -1001 or -1004, never because it was refused.
   */
  tokenStyle?: TokenStyle | undefined;
}

/**
 * Makes the function that sends the token requests of an application: the credentials in the query or in the body.
 * Source: Open API Access Guide 2.2.2 and 2.3.1, 5.12 and 5.15 texts.
 * @throws OmadaError when an option is missing or out of range
 */
export function createTokenRequest({ clientId, clientSecret, tokenStyle = "auto" }: Application) {
  checkOptions({ clientId, clientSecret, tokenStyle: /^(auto|query|body)$/.test(tokenStyle) });
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const findPlace = createPlaceFinder(tokenStyle);

  return (
    context: AuthContext,
    signal: AbortSignal,
    query: Record<string, string>,
    body?: Record<string, string>,
  ): Promise<IssuedToken> => {
    // Controllers differ in where they expect the parameters of a refresh: 2.2.4 says query and body, its example has all
    // in the query, and a JSON body is answered -1001. All controllers that were tried accept a form, so it is sent first
    // to every version.
    const asForm = "refresh_token" in query;
    const ask = async (place: Place) => {
      const request =
        place === "query"
          ? { query: { ...query, ...credentials }, body }
          : { query, body: { ...(asForm ? query : body), ...credentials }, asForm };
      const answer = await post(context, { path: "/openapi/authorize/token", ...request }, signal);
      return readToken(answer.result);
    };
    return findPlace(context, ask, asForm ? "body" : undefined);
  };
}

/** The part of the request that holds the credentials of an application. */
type Place = "query" | "body";

/** The parameters were not understood. */
const NOT_UNDERSTOOD_CODES = [-1001, -1004];
/** Codes that controllers also answer when they expect the credentials in the other place. */
export const MISPLACED_CODES = [...NOT_UNDERSTOOD_CODES, -44106, -44111, -44116];

/**
 * Makes a function that sends a request with the credentials in each place that a controller may expect, first where the
 * last request succeeded. When every place is refused it throws the first refusal. Other errors it throws at once: a
 * wrong secret must not be sent in the URL where the body is the documented place.
 */
function createPlaceFinder(style: TokenStyle) {
  const worked = new Map<string, Place>();
  /** @param first the place to begin with; otherwise the documented one */
  return async <T>(context: AuthContext, ask: (place: Place) => Promise<T>, first?: Place): Promise<T> => {
    const key = `${context.origin} ${first}`;
    const documented = documentedPlaces(context, style);
    let refusal: unknown;
    for (const place of new Set([worked.get(key) ?? first ?? documented[0], ...documented]))
      try {
        const result = await ask(place);
        worked.set(key, place);
        return result;
      } catch (error) {
        if (!hasCode(error, documented[0] === "query" ? MISPLACED_CODES : NOT_UNDERSTOOD_CODES)) throw error;
        refusal ??= error;
      }
    throw refusal;
  };
}

/**
 * Version 5.15 moved the credentials from the query to the body; not every build follows its document. Cloud hosts and
 * controllers of an unknown version get the body only, because servers write URLs to logs.
 */
function documentedPlaces(
  { origin, controllerVersion }: AuthContext,
  style: TokenStyle,
): [Place, ...Place[]] {
  if (style !== "auto") return [style];
  if (!controllerVersion || /\.tplinkcloud\.com/.test(origin)) return ["body"];
  return /^([1-4]|5\.(\d|1[0-4]))\b/.test(controllerVersion) ? ["query", "body"] : ["body", "query"];
}
