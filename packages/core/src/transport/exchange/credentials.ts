import {
  type AuthContext,
  type InvalidationReason,
  isOmadaAuthError,
  type OmadaAuth,
  OmadaAuthError,
  type Staleness,
} from "@omada-sdk/auth";
import type { ControllerInfo } from "../../client/controller-info.js";
import { lookUp } from "../../errors/look-up.js";
import { unknownIdHint } from "../../errors/unknown-id-hint.js";
import { bodyReader } from "../../response/body.js";
import { isEnvelope, parseJson } from "../../response/envelope.js";
import type { Transport } from "../transport.js";
import { Call } from "./call.js";
import { describeFailure } from "./failure.js";

/** A grant, bound to one controller. */
export interface Credentials {
  authorize(signal: AbortSignal): Promise<Record<string, string>>;
  /** The error to throw for one of `authorize`: more is known here than the grant knows. */
  explain(error: unknown, signal: AbortSignal): Promise<unknown>;
  invalidate(reason: InvalidationReason, used: Record<string, string>): void;
  isStale(reason: InvalidationReason, used: Record<string, string>): Staleness;
}

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
): Credentials {
  const { origin } = transport;
  const fetch = tokenFetch(transport);
  const controllerVersion = info?.controllerVer;
  const maxBytes = transport.limits.tokenBytes;
  const known = { origin, omadacId, reportedId: info?.omadacId, mspMode: info?.mspMode };

  /** A grant cannot know why its id is refused; here it can be found out. */
  const explainUnknownId = async (error: OmadaAuthError, signal: AbortSignal) => {
    const { code, codeName, status, controllerMessage } = error;
    const hint = unknownIdHint(await lookUp({ errorCode: UNKNOWN_ID }, transport, known, { signal }));
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

/** Statuses whose answer may not be given a body. */
const BODILESS = new Set([101, 204, 205, 304]);

/**
 * What a grant sends its requests with: it sees failures the way everybody does, also those that come up while the
 * body is read, and the hooks see its requests.
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
      const body = observer && parseJson(text);
      const errorCode = isEnvelope(body) ? Number(body.errorCode) : undefined;
      observer?.answered(call, { status, headers, errorCode }, true);
      return new Response(BODILESS.has(status) ? null : text, { status, statusText, headers: [...headers] });
    } catch (thrown) {
      const error = init.signal?.aborted
        ? thrown
        : describeFailure(thrown, origin, { answered, sent: "everything" });
      observer?.failed(call, error);
      throw error;
    }
  };
}
