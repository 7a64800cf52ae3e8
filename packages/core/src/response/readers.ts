import { looksLikeHtml } from "../answer/html.js";
import { whatLacks } from "../answer/incomplete.js";
import type { Call } from "../transport/exchange/call.js";
import { describeFailure } from "../transport/exchange/failure.js";
import { type BodyReader, join } from "./body.js";
import { dispositionName, isReadable, mediaType } from "./content-type.js";
import { createDownload, type OmadaDownload } from "./download.js";
import { errorCodeOf, isEnvelope, parseJson } from "./envelope.js";
import type { Reading } from "./reading.js";

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
  /** What a success lacks. */
  readonly incomplete: string | undefined;
}

/**
 * Reads an answer: text to its end, a file only as far as needed to see that it is one.
 * @param expectsFile the operation answers a file; even then an error comes as an envelope
 * @param origin scheme, host and port, for errors
 * @param bodies reads what is no file
 */
export function answerReader(expectsFile: boolean, origin: string, bodies: BodyReader) {
  return async (
    response: Response,
    release: () => void,
    signal: AbortSignal,
    call: Call,
  ): Promise<Reading<Answer>> => {
    const { status, ok, headers } = response;
    const type = mediaType(headers);
    const reading = (text: string, redirected = false): Reading<Answer> => {
      const body = parseJson(text);
      const html = body === undefined && looksLikeHtml(type, text);
      const incomplete = ok && !redirected && !html ? whatLacks(response, text, body, call.needs) : undefined;
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
    const mayBeFile = ok && (expectsFile ? type !== "text/html" : !isReadable(type, headers));
    // Asking for the body comes last: it makes a stream of it, which costs more than the rest of the call.
    if (!mayBeFile || response.body === null) return reading(await bodies.text(response, call));
    const reader = response.body.getReader();
    const begin = await readHead(reader, bodies.limit);
    if (!begin) throw bodies.tooLong(status, call);
    const { head, ended } = begin;
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
      value: { status, ok, redirected: false, type, text: "", body: undefined, file, incomplete: undefined },
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

/** Reads the first bytes, and more as long as all of it may be an envelope; undefined when one is too long. */
async function readHead(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<{ head: Uint8Array<ArrayBuffer>; ended: boolean } | undefined> {
  const chunks: Uint8Array[] = [];
  let start = new Uint8Array(0);
  let size = 0;
  while (mayBeEnvelope(start)) {
    const { done, value } = await reader.read();
    if (done) return { head: join(chunks), ended: true };
    chunks.push(value);
    size += value.length;
    if (start.length < LONGEST_ERROR) start = join([start, value]);
    if (size > limit && mayBeEnvelope(start)) {
      reader.cancel().catch(() => undefined);
      return undefined;
    }
  }
  return { head: join(chunks), ended: false };
}
