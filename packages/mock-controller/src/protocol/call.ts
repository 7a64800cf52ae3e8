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
}

/** Largest body that is read, in bytes. A larger one is answered with 413. */
export const BODY_LIMIT = 1_048_576;

/**
 * Splits an address into decoded segments and query. Dots in the path are resolved as every URL parser does.
 * @returns undefined when a segment is not valid percent-encoding
 */
export function addressOf(url: URL): Pick<Call, "pathname" | "segments" | "query"> | undefined {
  try {
    const segments = url.pathname.split("/").slice(1).map(decodeURIComponent);
    return { pathname: url.pathname, segments, query: url.searchParams };
  } catch {
    return undefined;
  }
}
