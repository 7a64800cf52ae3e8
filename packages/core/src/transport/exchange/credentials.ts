import {
  type AuthContext,
  type InvalidationReason,
  isOmadaAuthError,
  type OmadaAuth,
  OmadaAuthError,
  type Staleness,
} from "@omada-sdk/auth";
import type { HintContext } from "../../errors/hints.js";
import { bodyReader } from "../../response/body.js";
import { errorCodeOf } from "../../response/envelope.js";
import { parseJson } from "../../response/exact-json.js";
import type { ControllerInfo } from "../controller-info.js";
import { Call } from "./call.js";
import { failureOf } from "./failure-of.js";
import type { Transport } from "./transport.js";

/** A grant, bound to one controller. */
export interface Credentials {
  authorize(signal: AbortSignal): Promise<Record<string, string>>;
  /** The error to throw for one of `authorize`, with what only the client can find out. */
  explain(error: unknown, signal: AbortSignal): Promise<unknown>;
  invalidate(reason: InvalidationReason, used: Record<string, string>): void;
  isStale(reason: InvalidationReason, used: Record<string, string>): Staleness;
}

/** How long a caller will wait for an explanation. */
export interface WaitLimit {
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds the call has left. */
  readonly remainingMs?: number;
}

/**
 * Finds out more about an error before it is thrown, if need be by a request to the controller.
 * @throws the reason of the signal, and nothing else
 */
export type LookUp = (code: number, known: HintContext, limit: WaitLimit) => Promise<HintContext>;

/** Token expired, token invalid, and credentials not understood although some were sent. */
const REFUSALS: ReadonlySet<number | undefined> = new Set([-44112, -44113, -44116]);
const UNAUTHORIZED = 401;

const UNKNOWN_ID = -7131;

/** Binds a grant to one controller. */
export function bindCredentials(
  auth: OmadaAuth,
  transport: Transport,
  omadacId: string,
  info: ControllerInfo | undefined,
  lookUp: LookUp,
): Credentials {
  const { origin } = transport;
  const fetch = tokenFetch(transport);
  const controllerVersion = info?.controllerVer;
  const maxBytes = transport.limits.tokenBytes;
  const known = { origin, omadacId, reportedId: info?.omadacId, mspMode: info?.mspMode };

  /** A grant cannot know why its id is refused; the client asks the controller for its id. */
  const explainUnknownId = async (error: OmadaAuthError, signal: AbortSignal) => {
    const { code, codeName, status, controllerMessage } = error;
    const { unknownIdHint } = await import("../../errors/hints.js");
    const hint = unknownIdHint(await lookUp(UNKNOWN_ID, known, { signal }));
    const details = { code, codeName, status, controllerMessage, hint };
    return new OmadaAuthError(`${origin} refused to give a token: ${codeName} ${code}.`, details);
  };

  return {
    authorize: (signal) => auth.authorize({ origin, omadacId, controllerVersion, fetch, maxBytes, signal }),
    explain: async (error, signal) =>
      isOmadaAuthError(error, UNKNOWN_ID) ? explainUnknownId(error, signal) : error,
    invalidate: (reason, used) => auth.invalidate(reason, used),
    isStale(reason, used) {
      if (Object.keys(used).length === 0) return false;
      if (auth.isStale) return auth.isStale(reason);
      return reason.status === UNAUTHORIZED || REFUSALS.has(reason.errorCode) ? "refused" : false;
    },
  };
}

/** Statuses with which a `Response` may not have a body. */
const BODILESS = new Set([101, 204, 205, 304]);

/**
 * Makes the fetch that a grant sends its requests with: failures become errors of the SDK, also those that happen while
 * the body is read, and the hooks see the requests.
 */
function tokenFetch({ fetch, origin, limits, observer }: Transport): AuthContext["fetch"] {
  const bodies = bodyReader(limits, "tokenBytes");
  return async (url, init) => {
    const method = init.method ?? "GET";
    const call = new Call(undefined, method, new URL(url).pathname, url, true);
    call.attempt = 1;
    let answered = false;
    observer?.began(call);
    observer?.requested(call, Object.fromEntries(new Headers(init.headers)));
    try {
      const response = await fetch(url, init);
      answered = true;
      const { status, statusText, headers } = response;
      const text = await bodies.text(response, call);
      const errorCode = observer && errorCodeOf(parseJson(text));
      observer?.answered(call, { status, headers, errorCode }, true);
      return new Response(BODILESS.has(status) ? null : text, { status, statusText, headers: [...headers] });
    } catch (thrown) {
      const error = init.signal?.aborted
        ? thrown
        : await failureOf(thrown, origin, { answered, call: "of a grant" });
      observer?.failed(call, error);
      throw error;
    }
  };
}
