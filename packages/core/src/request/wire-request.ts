import { OmadaError } from "@omada-sdk/auth";
import type { CallOptions } from "../operations/operation.js";
import type { RequestParts } from "./arguments.js";
import { type FillPath, serializeQuery } from "./url.js";

/** Everything needed to send a request, once or twice. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyInit | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number | undefined;
  /** The request itself, while it is still being made; of the members above only `signal` and `timeoutMs` count then. */
  readonly whole?: Promise<WireRequest>;
}

/** Method, and what makes the path. */
interface MethodAndPath {
  readonly method: string;
  readonly fill: FillPath;
}

const NO_HEADERS = {};
const JSON_HEADERS = { "content-type": "application/json" };

/**
 * Writes the request of a call. A `Request` object would cost far more, and its body could be read only once.
 * @throws OmadaError for values that cannot be written
 */
export function wireRequest(
  origin: string,
  { method, fill }: MethodAndPath,
  parts: RequestParts,
  options: CallOptions | undefined,
): WireRequest {
  const query = serializeQuery(parts.query);
  const { body } = parts;
  const isJson = body !== undefined && !isReady(body);
  const headers = isJson ? JSON_HEADERS : NO_HEADERS;
  return {
    url: `${origin}${fill(parts.path)}${query && `?${query}`}`,
    method,
    headers: options?.headers ? { ...headers, ...lowerCase(options.headers) } : headers,
    body: isJson ? toJson(body) : (body as BodyInit | undefined),
    signal: options?.signal,
    timeoutMs: options?.timeoutMs,
  };
}

/** Reads a `Request`; its body is kept in memory so that it can be sent twice. */
export async function readRequest(request: Request): Promise<WireRequest> {
  return {
    url: request.url,
    method: request.method,
    headers: lowerCase(request.headers),
    body: request.body === null ? undefined : await request.arrayBuffer(),
    signal: request.signal,
    timeoutMs: (request as { timeoutMs?: number }).timeoutMs,
  };
}

/**
 * Whether a body needs no conversion.
 * @throws OmadaError for a stream, which could not be sent a second time
 */
function isReady(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  if (body instanceof ReadableStream)
    throw new OmadaError("A stream cannot be sent twice, as a new token may need: pass a Blob or the bytes.");
  return (
    body instanceof FormData ||
    body instanceof Blob ||
    body instanceof URLSearchParams ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  );
}

function toJson(body: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(body);
    if (text !== undefined) return text;
  } catch {
    // The error below says it: the messages of JavaScript engines may quote the body.
  }
  throw new OmadaError("The body has no JSON form: it contains itself or a BigInt, or is a function.");
}

function lowerCase(headers: HeadersInit): Record<string, string> {
  try {
    return Object.fromEntries(new Headers(headers));
  } catch {
    throw new OmadaError("A header has a name or a value that HTTP does not allow.");
  }
}
