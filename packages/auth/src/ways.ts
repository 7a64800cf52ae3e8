import type { AuthContext } from "./auth.js";
import { hasCode } from "./error.js";

/** Where the credentials of an application go. */
export type Way = "query" | "body";

/** The parameters were not understood. */
const NOT_UNDERSTOOD = [-1001, -1004];
/** What controllers answer as well when they look for the credentials in another place. */
export const MISPLACED = [...NOT_UNDERSTOOD, -44106, -44111, -44116];

/**
 * Makes a function that tries the ways of asking the same that make sense for a controller, beginning with the one that
 * worked there last. It throws the first refusal when there is no way left, and at once what another way would not
 * mend: a wrong secret is no reason to put it into the URL where the body is the documented place.
 */
export function createWays(style: Way | "auto") {
  const worked = new Map<string, Way>();
  /** @param first the way to begin with; otherwise the documented one */
  return async <T>(context: AuthContext, ask: (way: Way) => Promise<T>, first?: Way): Promise<T> => {
    const key = `${context.origin} ${first}`;
    const documented = documentedWays(context, style);
    let refusal: unknown;
    for (const way of new Set([worked.get(key) ?? first ?? documented[0], ...documented]))
      try {
        const result = await ask(way);
        worked.set(key, way);
        return result;
      } catch (error) {
        if (!hasCode(error, documented[0] === "query" ? MISPLACED : NOT_UNDERSTOOD)) throw error;
        refusal ??= error;
      }
    throw refusal;
  };
}

/**
 * Credentials moved from the query into the body with 5.15; what was documented is not what every build does. The cloud
 * and what does not tell its version get the body only, because URLs end up in logs.
 */
function documentedWays({ origin, controllerVersion }: AuthContext, style: Way | "auto"): [Way, ...Way[]] {
  if (style !== "auto") return [style];
  if (!controllerVersion || /\.tplinkcloud\.com/.test(origin)) return ["body"];
  return /^([1-4]|5\.(\d|1[0-4]))\b/.test(controllerVersion) ? ["query", "body"] : ["body", "query"];
}
