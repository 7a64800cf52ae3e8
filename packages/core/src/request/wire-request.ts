/** Everything needed to send a request, once or twice. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers | undefined;
  readonly body: BodyInit | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number | undefined;
}

/**
 * Stands in for `Request` in openapi-fetch: it only keeps what it is given. A real one would make the body readable once,
 * and the time it costs is half of the whole overhead of a call.
 */
export class LightRequest implements WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number | undefined;

  /** What the request is for; here so that openapi-fetch does not have to add it. */
  readonly target: unknown;

  constructor(url: string, init: RequestInit & { timeoutMs?: number; target?: unknown }) {
    this.url = url;
    this.method = init.method ?? "GET";
    this.headers = init.headers as Headers;
    this.body = init.body ?? undefined;
    this.signal = init.signal ?? undefined;
    this.timeoutMs = init.timeoutMs;
    this.target = init.target;
  }
}

/** Reads a real request, whose body is kept in memory so that it can be sent twice. */
export async function readRequest(request: Request): Promise<WireRequest> {
  return {
    url: request.url,
    method: request.method,
    headers: request.headers,
    body: request.body === null ? undefined : await request.arrayBuffer(),
    signal: request.signal,
    timeoutMs: (request as { timeoutMs?: number }).timeoutMs,
  };
}
