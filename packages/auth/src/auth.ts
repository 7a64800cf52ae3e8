/** The part of the standard `fetch` the SDK calls: a URL string and an init object. `globalThis.fetch` fits. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** Where and how a grant may ask for a token. */
export interface AuthContext {
  /** Scheme, host and port of the controller, such as `https://192.168.0.2:8043`. */
  readonly origin: string;
  /** Id of the controller the requests go to. */
  readonly omadacId: string;
  /** `controllerVer` of `/api/info`; unknown on cloud hosts. */
  readonly controllerVersion?: string | undefined;
  /** Sends the token request. */
  readonly fetch: FetchLike;
  /** Ends this caller's waiting; a token request others also wait for goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** Why a token was given up: what the controller answered to a request that carried it. */
export interface InvalidationReason {
  /** errorCode of the envelope, -44112 or -44113. */
  readonly errorCode?: number | undefined;
  /** HTTP status, 401. */
  readonly status?: number | undefined;
}

/** One way of proving who is calling. A client asks it for headers before every request. */
export interface OmadaAuth {
  readonly kind: "client-credentials" | "authorization-code" | "web-session";
  /**
   * Returns the headers to put on a request, fetching or renewing the token when needed.
   * @throws OmadaAuthError when the controller gives no token; the reason of `context.signal` when it aborts
   */
  authorize(context: AuthContext): Promise<Record<string, string>>;
  /**
   * Forgets a token the controller no longer accepts, so that the next `authorize` gets another one.
   * @param reason what the controller answered
   * @param used headers returned by `authorize` for the refused request; a token obtained since then is kept.
   *   Without them every token is forgotten.
   */
  invalidate(reason: InvalidationReason, used?: Record<string, string>): void;
}
