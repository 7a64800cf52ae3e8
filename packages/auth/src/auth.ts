/** The part of the standard `fetch` the SDK calls: a URL string and an init object. `globalThis.fetch` fits. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** Where and how a grant may ask for a token. */
export interface AuthContext {
  /** Scheme, host and port of the controller, such as `https://192.168.0.2:8043`. */
  readonly origin: string;
  /** Id of the controller the requests go to. */
  readonly omadacId: string;
  /** `controllerVer` of `/api/info`, which decides where credentials go; unknown on cloud hosts. */
  readonly controllerVersion?: string | undefined;
  /** Sends the token request, maybe in the background while the caller goes on with a token that is still valid. */
  readonly fetch: FetchLike;
  /** Bytes that are read of an answer at most; 1 MB by default. */
  readonly maxBytes?: number | undefined;
  /** Ends this caller's waiting; a token request that other callers wait for goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** What the controller answered to a request that carried a credential. */
export interface InvalidationReason {
  /** errorCode of the envelope. */
  readonly errorCode?: number | undefined;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** The answer is a web page, as for a web session that has ended. */
  readonly html?: boolean | undefined;
}

/**
 * What an answer says about the credential it was given for.
 * - `"refused"`: the credential is not valid and the controller did not carry out the request, so any request may be
 *   sent again.
 * - `"suspect"`: the credential may be invalid, or the request failed for another reason and may have taken effect; only
 *   requests that change nothing should be sent again.
 * - `false`: the credential is not the cause.
 */
export type Staleness = "refused" | "suspect" | false;

/** The ways of authorization. */
export type GrantKind = "client-credentials" | "authorization-code" | "web-session";

/**
 * One way of authorization. A client asks it for headers before every request.
 * @typeParam Kind the grant, known at compile time: operations for one grant only can demand it
 */
export interface OmadaAuth<Kind extends GrantKind = GrantKind> {
  readonly kind: Kind;
  /**
   * The account of the requests, such as `client-credentials:38f2…`: identifies the grant in logs and holds no secret.
   */
  readonly identity: string;
  /**
   * Returns the headers to add to a request: at once while there is a valid token, which is renewed in the background
   * shortly before its end; otherwise as soon as there is one.
   * @throws OmadaAuthError when the controller gives no token; the reason of `context.signal` when it aborts
   */
  authorize(context: AuthContext): Promise<Record<string, string>>;
  /**
   * Stops using a token the controller no longer accepts, so that the next `authorize` gets another one.
   * @param reason what the controller answered
   * @param used headers returned by `authorize` for the refused request; a token obtained since then stays in use.
   *   Without them every token is dropped.
   */
  invalidate(reason: InvalidationReason, used?: Record<string, string>): void;
  /**
   * Whether an answer means that the credential is not valid any more: then call `invalidate` and send the
   * request again.
   * @param reason what the controller answered to a request that carried its headers
   */
  isStale?(reason: InvalidationReason): Staleness;
}
