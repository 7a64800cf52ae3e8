/** The part of the standard `fetch` the SDK calls: a URL string and an init object. `globalThis.fetch` fits. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** Where and how a grant may ask for a token. */
export interface AuthContext {
  /** Scheme, host and port of the controller, such as `https://192.168.0.2:8043`. */
  readonly origin: string;
  /** Id of the controller the requests go to. */
  readonly omadacId: string;
  /** `controllerVer` of `/api/info`, which tells where credentials go; unknown on cloud hosts. */
  readonly controllerVersion?: string | undefined;
  /** Sends the token request, maybe behind the back of a caller who goes on with a token that is still good. */
  readonly fetch: FetchLike;
  /** Bytes that are read of an answer at most; 1 MB by default. */
  readonly maxBytes?: number | undefined;
  /** Ends this caller's waiting; a token request others also wait for goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** What the controller answered to a request that carried a credential. */
export interface InvalidationReason {
  /** errorCode of the envelope. */
  readonly errorCode?: number | undefined;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** The answer is a web page: what a web session gets instead of data once it has ended. */
  readonly html?: boolean | undefined;
}

/**
 * What an answer says about the credential it was given for.
 * - `"refused"`: the credential is dead and the request was turned away unread, so it may be sent again whatever it does.
 * - `"suspect"`: the credential may be dead, or the request failed by itself and may have taken effect; only requests
 *   that change nothing should be sent again.
 * - `false`: the credential is not the matter.
 */
export type Staleness = "refused" | "suspect" | false;

/** The ways of proving who is calling. */
export type GrantKind = "client-credentials" | "authorization-code" | "web-session";

/**
 * One way of proving who is calling. A client asks it for headers before every request.
 * @typeParam Kind the grant, known at compile time: operations for one grant only can demand it
 */
export interface OmadaAuth<Kind extends GrantKind = GrantKind> {
  readonly kind: Kind;
  /** Who requests act as, such as `client-credentials:38f2…`: tells grants apart in logs and holds no secret. */
  readonly identity: string;
  /**
   * Returns the headers to put on a request: at once while there is a good token, renewing it in the background shortly
   * before its end; otherwise as soon as there is one.
   * @throws OmadaAuthError when the controller gives no token; the reason of `context.signal` when it aborts
   */
  authorize(context: AuthContext): Promise<Record<string, string>>;
  /**
   * Gives up a token the controller no longer accepts, so that the next `authorize` gets another one.
   * @param reason what the controller answered
   * @param used headers returned by `authorize` for the refused request; a token obtained since then is kept.
   *   Without them every token is given up.
   */
  invalidate(reason: InvalidationReason, used?: Record<string, string>): void;
  /**
   * Tells whether an answer means that the credential died: then `invalidate` it and send the request once more.
   * @param reason what the controller answered to a request that carried its headers
   */
  isStale?(reason: InvalidationReason): Staleness;
}
