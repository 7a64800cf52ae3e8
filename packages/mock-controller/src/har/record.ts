import type { FetchLike } from "../protocol/call.js";
import { REDACTED, redactBody, redactHeaders, redactUrl } from "./redact.js";
import { KnownSecrets } from "./secrets.js";

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

/** A fetch that records what goes through it. */
export interface HarRecorder {
  /** Give it to a client as its `fetch`. */
  fetch: FetchLike;
  /**
   * Everything so far as a HAR file. Passwords, keys, tokens, cookies and the controller's id are removed while
   * recording; names, addresses and MAC addresses of the network are not, so look at the file before you share it.
   */
  har: () => Har;
}

/** Records the calls to a real controller, or to a mock. */
export function recordHar(fetch: FetchLike): HarRecorder {
  const entries: HarEntry[] = [];
  const known = new KnownSecrets();
  const recording: FetchLike = async (input, init) => {
    const request = new Request(input, init);
    const sent = await request.clone().text();
    const begin = Date.now();
    const answer = await fetch(request);
    const received = await answer.clone().text();
    entries.push(entryOf(request, sent, answer, received, begin, known));
    return answer;
  };
  const creator = { name: "@omada-sdk/mock-controller", version: "1" };
  return {
    fetch: recording,
    har: () => ({ log: { version: "1.2", creator, entries: withoutKnown(entries, known) as HarEntry[] } }),
  };
}

/**
 * Copies entries without the secrets that were met anywhere in the recording, as controllers repeat them in messages.
 */
function withoutKnown(value: unknown, known: KnownSecrets): unknown {
  if (typeof value === "string") return known.remove(value, REDACTED);
  if (Array.isArray(value)) return value.map((one) => withoutKnown(one, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutKnown(member, known)]),
  );
}

function entryOf(
  request: Request,
  sent: string,
  answer: Response,
  received: string,
  begin: number,
  known: KnownSecrets,
): HarEntry {
  const url = redactUrl(request.url, known);
  const wait = Date.now() - begin;
  const sentType = request.headers.get("content-type") ?? "application/json";
  const mimeType = answer.headers.get("content-type") ?? "application/json";
  const postData =
    sent === "" ? {} : { postData: { mimeType: sentType, text: redactBody(sent, sentType, known) } };
  const text = redactBody(received, mimeType, known);
  return {
    startedDateTime: new Date(begin).toISOString(),
    time: wait,
    request: {
      ...{ method: request.method, url, httpVersion: "HTTP/1.1", cookies: [] },
      headers: redactHeaders(request.headers, known),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      ...postData,
      ...{ headersSize: -1, bodySize: sent.length },
    },
    response: {
      ...{ status: answer.status, statusText: answer.statusText, httpVersion: "HTTP/1.1", cookies: [] },
      headers: redactHeaders(answer.headers, known),
      content: { size: text.length, mimeType, text },
      ...{ redirectURL: "", headersSize: -1, bodySize: text.length },
    },
    cache: {},
    timings: { send: 0, wait, receive: 0 },
  };
}
