import { OmadaConnectionError } from "../errors/errors.js";
import { type BodyReader, bodyReader, join, type Limits } from "./body.js";
import { dispositionName, isText, looksLikeHtml, mediaType } from "./content-type.js";
import { createDownload, type OmadaDownload, toStream } from "./download.js";
import { errorCodeOf, findIncompleteness, hasInvalidCode, isEnvelope } from "./envelope.js";
import { parseJson } from "./exact-json.js";
import type { Reader, Reading } from "./reading.js";

/** A response as far as it can be read without knowing the operation. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly type: string;
  /** The body, unless it is a file. */
  readonly text: string;
  /** The parsed body, unless it is not JSON. */
  readonly body: unknown;
  readonly file: OmadaDownload | undefined;
  /** What is missing in a success. */
  readonly incomplete: string | undefined;
}

/**
 * Makes a reader for the methods of a client: it reads text to its end, a file only until it is clear that it is one.
 * @param expectsFile the operation returns a file; even then an error comes as an envelope
 * @param bodies reads what is not a file
 */
export function answerReader(expectsFile: boolean, bodies: BodyReader): Reader<Answer> {
  return async (response, call, { release, describe }) => {
    const { status, ok, headers } = response;
    const type = mediaType(headers);
    const reading = (text: string, redirected = false): Reading<Answer> => {
      const body = parseJson(text);
      const html = body === undefined && looksLikeHtml(type, text);
      const incomplete =
        ok && !redirected && !html ? findIncompleteness(response, text, body, call.needs) : undefined;
      return {
        value: { status, ok, redirected, type, text, body, file: undefined, incomplete },
        status,
        headers,
        errorCode: errorCodeOf(body),
        html,
        incomplete: incomplete !== undefined,
      };
    };
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      return reading("", true);
    }
    const mayBeFile = ok && (expectsFile ? type !== "text/html" : !isText(type, headers));
    // `response.body` is read last: the getter makes a stream, which costs more than the rest of the call.
    if (!mayBeFile || response.body === null) return reading(await bodies.text(response, call));
    const reader = response.body.getReader();
    const start = await readStart(reader, bodies.limit);
    if (!start) throw bodies.tooLong(status, call);
    const { head, ended } = start;
    const text = ended && startsLikeObject(head) ? new TextDecoder().decode(head) : "";
    const body = parseJson(text);
    const isEnvelopeLike =
      isEnvelope(body) || hasInvalidCode(body) || (body === undefined && ENVELOPE_START.test(text));
    if ((ended && head.length === 0) || isEnvelopeLike) return reading(text);
    const filename = dispositionName(headers);
    const rest = ended ? undefined : reader;
    const file = createDownload({ contentType: type, filename, head, rest, describe, done: release });
    return {
      value: { status, ok, redirected: false, type, text: "", body: undefined, file, incomplete: undefined },
      status,
      headers,
      errorCode: undefined,
      streaming: true,
    };
  };
}

/** An envelope that only carries an error is far shorter; longer responses are not parsed twice. */
const MAX_ERROR_BYTES = 4096;
/** Media types of responses that may be an envelope or a login page. */
const ENVELOPE_OR_PAGE = /^$|^\*\/\*$|html$|json$/;

/**
 * Makes a reader that returns a `Response`: JSON, web pages and failures are kept in memory to look for an errorCode,
 * everything else is streamed.
 * @param origin scheme, host and port, for errors
 * @param asJson openapi-fetch reads the whole body as JSON, whatever its type, so it is bounded, too
 */
export function responseReader(origin: string, limits: Limits, asJson: boolean): Reader<Response> {
  const bodies = bodyReader(limits, "answerBytes");
  return async (response, call, { release, describe }) => {
    const { status, statusText, headers, ok, body: stream } = response;
    if (stream === null) return { value: response, status, headers, errorCode: undefined };
    const type = mediaType(headers);
    const init = { status, statusText, headers: [...headers] };
    const isKept = asJson || (ENVELOPE_OR_PAGE.test(type) && isText(type, headers));
    // openapi-fetch does not read a body with content-length 0, so a stream of it would never end.
    if (ok && !isKept && headers.get("content-length") !== "0") {
      const value = new Response(toStream({ rest: stream.getReader(), describe, done: release }), init);
      return { value, status, headers, errorCode: undefined, streaming: true };
    }
    const bytes = await bodies.bytes(response, call);
    const start = new TextDecoder().decode(bytes.subarray(0, MAX_ERROR_BYTES));
    const body = bytes.byteLength < MAX_ERROR_BYTES ? parseJson(start) : undefined;
    if (ok && bytes.byteLength === 0 && findIncompleteness(response, "", undefined, undefined))
      throw new OmadaConnectionError(`The answer of ${origin} broke off.`, { origin });
    return {
      value: new Response(bytes, init),
      status,
      headers,
      errorCode: errorCodeOf(body),
      html: body === undefined && looksLikeHtml(type, start),
    };
  };
}

const BRACE = 0x7b;
/** Tab, line feed, carriage return, space, and the three bytes of a byte order mark. */
const SKIPPED = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/** No envelope that only carries an error is longer. */
const MAX_START_BYTES = 65_536;
/** How envelopes with a result start (observed); these may be of any length. */
const ENVELOPE_START = /^\s*\{\s*"errorCode"/;

function startsLikeObject(bytes: Uint8Array): boolean {
  return bytes.find((byte) => !SKIPPED.has(byte)) === BRACE;
}

/** Whether a body that starts like this may still turn out to be an envelope. */
function mayBecomeEnvelope(start: Uint8Array): boolean {
  if (start.length < MAX_START_BYTES)
    return startsLikeObject(start) || start.every((byte) => SKIPPED.has(byte));
  return ENVELOPE_START.test(new TextDecoder().decode(start.subarray(0, 100)));
}

/** Reads the first bytes, and more as long as they may be an envelope; undefined when that is longer than the limit. */
async function readStart(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<{ head: Uint8Array<ArrayBuffer>; ended: boolean } | undefined> {
  const chunks: Uint8Array[] = [];
  let start = new Uint8Array(0);
  let size = 0;
  while (mayBecomeEnvelope(start)) {
    const { done, value } = await reader.read();
    if (done) return { head: join(chunks), ended: true };
    chunks.push(value);
    size += value.length;
    if (start.length < MAX_START_BYTES) start = join([start, value]);
    if (size > limit && mayBecomeEnvelope(start)) {
      reader.cancel().catch(() => undefined);
      return undefined;
    }
  }
  return { head: join(chunks), ended: false };
}
