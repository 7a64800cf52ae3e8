/** A name and a value, as HAR files hold headers and query parameters. */
export interface HarPair {
  name: string;
  value: string;
}

/** One call of a HAR file, as far as it is recorded and replayed. */
export interface HarEntry {
  /** ISO 8601. */
  startedDateTime: string;
  /** Milliseconds. */
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    cookies: HarPair[];
    headers: HarPair[];
    queryString: HarPair[];
    postData?: { mimeType: string; text: string };
    headersSize: -1;
    bodySize: number;
  };
  response: {
    status: number;
    statusText: string;
    httpVersion: string;
    cookies: HarPair[];
    headers: HarPair[];
    /** `encoding` is `base64` where `text` is not the text itself. */
    content: { size: number; mimeType: string; text?: string; encoding?: string };
    redirectURL: string;
    headersSize: -1;
    bodySize: number;
  };
  cache: Record<string, never>;
  timings: { send: number; wait: number; receive: number };
}

/** A HAR file (HTTP archive, version 1.2). */
export interface Har {
  log: { version: string; creator: { name: string; version: string }; entries: HarEntry[] };
}
