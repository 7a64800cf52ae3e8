/** The fetch of the platform, as far as clients use it. */
export type FetchLike = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A request as the mock works on it, wherever it came from. */
export interface Call {
  method: string;
  /** As sent, percent-encoded. */
  pathname: string;
  /** Decoded, without the leading slash. */
  segments: string[];
  query: URLSearchParams;
  /** Header names in lower case. */
  header: (name: string) => string | undefined;
  body: Uint8Array;
  /** Whether it is an action of a batch. */
  batch?: true;
}

/** Whether a call is to the API of the web pages, `/{omadacId}/api/v2/…`. */
export function isWebPath({ segments: [, second, third] }: Pick<Call, "segments">): boolean {
  return second === "api" && third === "v2";
}

/** Largest body that is read, in bytes. A larger one is answered with 413. */
export const MAX_BODY_BYTES = 1_048_576;

/** Path and query of a call. Calls to the same address share it, so nothing of it may be changed. */
export interface Address extends Pick<Call, "pathname" | "segments" | "query"> {
  /** The query for the log; of a repeated parameter the last value. */
  members: Readonly<Record<string, string>>;
}

/** Only path and query of a request count; the host it was sent to does not. */
const ORIGIN = "https://localhost";
/** Paths without anything that has to be resolved or decoded. */
const PLAIN = /^(?:\/[\w-]+(?:\.[\w-]+)*)+$/;

/** The latest addresses. Most calls go to few of them, and sharing them saves memory in the log. */
const latest = new Map<string, Address>();
const MAX_CACHED = 1024;
const MAX_CACHED_LENGTH = 512;

/**
 * Splits path and query into decoded segments and parameters. Dots in the path are resolved as every URL parser does.
 * @returns undefined for what is no path, or when a segment is not valid percent-encoding
 */
export function addressOf(target: string): Address | undefined {
  const known = latest.get(target);
  if (known) return known;
  const parts = addressParts(target);
  if (!parts) return undefined;
  const address = { ...parts, members: Object.freeze(Object.fromEntries(parts.query)) };
  if (target.length <= MAX_CACHED_LENGTH) {
    if (latest.size >= MAX_CACHED) latest.clear();
    latest.set(target, address);
  }
  return address;
}

function addressParts(target: string): Omit<Address, "members"> | undefined {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  if (PLAIN.test(path) && !target.includes("#")) {
    const query = new URLSearchParams(mark < 0 ? "" : target.slice(mark));
    return { pathname: path, segments: path.slice(1).split("/"), query };
  }
  if (!target.startsWith("/") || !URL.canParse(ORIGIN + target)) return undefined;
  const { pathname, searchParams: query } = new URL(ORIGIN + target);
  try {
    return { pathname, segments: pathname.split("/").slice(1).map(decodeURIComponent), query };
  } catch {
    return undefined;
  }
}

/** A body that was read: its value, or that it is not what it says it is. */
export type ParsedBody = { ok: true; value: unknown } | { ok: false };

/** Reads a JSON body. An empty body is `undefined`. A `__proto__` member is dropped. */
export function parseJson(body: Uint8Array): ParsedBody {
  const text = decode(body);
  if (text === undefined) return { ok: false };
  if (text.trim() === "") return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text, (key, value) => (key === "__proto__" ? undefined : value)) };
  } catch {
    return { ok: false };
  }
}

/** Reads a form-encoded body, or undefined when the call has none. */
export function parseForm(call: Call): URLSearchParams | undefined {
  if (!call.header("content-type")?.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    return undefined;
  }
  return new URLSearchParams(decode(call.body) ?? "");
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
