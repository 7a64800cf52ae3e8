import { describeFailure } from "../transport/failure.js";
import type { Reading } from "../transport/outcome.js";
import { dispositionName, isReadable, mediaType } from "./content-type.js";
import { createDownload, type OmadaDownload } from "./download.js";
import { errorCodeOf, isEnvelope, parseJson } from "./envelope.js";
import { looksLikeHtml } from "./html.js";

/** An answer as far as it can be read without knowing the operation. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly type: string;
  /** The body, unless it is a file. */
  readonly text: string;
  /** The body as JSON, unless it is none. */
  readonly body: unknown;
  readonly file: OmadaDownload | undefined;
}

/**
 * Reads an answer: text to its end, a file only as far as needed to see that it is one.
 * @param expectsFile the operation answers a file; even then an error comes as an envelope
 * @param origin scheme, host and port, for errors
 */
export function answerReader(expectsFile: boolean, origin: string) {
  return async (response: Response, release: () => void, signal: AbortSignal): Promise<Reading<Answer>> => {
    const { status, ok, headers } = response;
    const type = mediaType(headers);
    const reading = (text: string, redirected = false): Reading<Answer> => {
      const body = parseJson(text);
      return {
        value: { status, ok, redirected, type, text, body, file: undefined },
        status,
        headers,
        errorCode: errorCodeOf(body),
        html: body === undefined && looksLikeHtml(type, text),
      };
    };
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      return reading("", true);
    }
    const mayBeFile = ok && (expectsFile ? type !== "text/html" : !isReadable(type, headers));
    // Asking for the body comes last: it makes a stream of it, which costs more than the rest of the call.
    if (!mayBeFile || response.body === null) return reading(await response.text());
    const reader = response.body.getReader();
    const { head, ended } = await readHead(reader);
    const text = ended && startsLikeObject(head) ? new TextDecoder().decode(head) : "";
    if ((ended && head.length === 0) || isEnvelope(parseJson(text))) return reading(text);
    const file = createDownload({
      contentType: type,
      filename: dispositionName(headers),
      head,
      rest: ended ? undefined : reader,
      describe: (error) =>
        signal.aborted ? signal.reason : describeFailure(error, origin, { answered: true }),
      done: release,
    });
    return {
      value: { status, ok, redirected: false, type, text: "", body: undefined, file },
      status,
      headers,
      errorCode: undefined,
      streaming: true,
    };
  };
}

const BRACE = 0x7b;
/** Tab, line feed, carriage return, space, and the three bytes of a byte order mark. */
const SKIPPED = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/** More than any envelope has that only tells about an error. */
const LONGEST_ERROR = 65_536;
/** How envelopes with a result begin (observed); that may be as long as it likes. */
const LIKE_ENVELOPE = /^\s*\{\s*"errorCode"/;

function startsLikeObject(bytes: Uint8Array): boolean {
  return bytes.find((byte) => !SKIPPED.has(byte)) === BRACE;
}

/** Tells whether a body that starts like this may still turn out to be an envelope. */
function mayBeEnvelope(start: Uint8Array): boolean {
  if (start.length < LONGEST_ERROR)
    return startsLikeObject(start) || start.every((byte) => SKIPPED.has(byte));
  return LIKE_ENVELOPE.test(new TextDecoder().decode(start.subarray(0, 100)));
}

/** Reads the first bytes, and more as long as all of it may be an envelope. */
async function readHead(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): Promise<{ head: Uint8Array<ArrayBuffer>; ended: boolean }> {
  const chunks: Uint8Array[] = [];
  let start = new Uint8Array(0);
  while (mayBeEnvelope(start)) {
    const { done, value } = await reader.read();
    if (done) return { head: join(chunks), ended: true };
    chunks.push(value);
    if (start.length < LONGEST_ERROR) start = join([start, value]);
  }
  return { head: join(chunks), ended: false };
}

function join(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
