import type { Reading } from "../transport/exchange.js";
import { describeFailure } from "../transport/failure.js";
import { refusalOf } from "../transport/refusal.js";
import { dispositionName, isReadable, mediaType } from "./content-type.js";
import { createDownload, type OmadaDownload } from "./download.js";
import { isEnvelope, parseJson } from "./envelope.js";

/** An answer as far as it can be read without knowing the operation. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly type: string;
  /** The body, unless it is a file. */
  readonly text: string;
  readonly file: OmadaDownload | undefined;
}

/**
 * Reads an answer: text to its end, a file only as far as needed to see that it is one.
 * @param expectsFile the operation answers a file; even then an error comes as an envelope
 * @param origin scheme, host and port, for errors
 */
export function answerReader(expectsFile: boolean, origin: string) {
  return async (response: Response, release: () => void, signal: AbortSignal): Promise<Reading<Answer>> => {
    const { status, ok } = response;
    const type = mediaType(response.headers);
    const base = { status, ok, type, file: undefined, redirected: false };
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      return { value: { ...base, redirected: true, text: "" } };
    }
    const mayBeFile =
      ok &&
      response.body !== null &&
      (expectsFile ? type !== "text/html" : !isReadable(type, response.headers));
    if (!mayBeFile) {
      const text = await response.text();
      return { value: { ...base, text }, refusal: refusalOf(status, text) };
    }
    const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
    const { head, ended } = await readHead(reader);
    const text = ended && startsLikeObject(head) ? new TextDecoder().decode(head) : "";
    if ((ended && head.length === 0) || isEnvelope(parseJson(text)))
      return { value: { ...base, text }, refusal: refusalOf(status, text) };
    const file = createDownload({
      contentType: type,
      filename: dispositionName(response.headers),
      head,
      rest: ended ? undefined : reader,
      describe: (error) => (signal.aborted ? signal.reason : describeFailure(error, origin)),
      done: release,
    });
    return { value: { ...base, text: "", file }, streaming: true };
  };
}

const BRACE = 0x7b;
/** Tab, line feed, carriage return, space, and the three bytes of a byte order mark. */
const SKIPPED = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

function startsLikeObject(bytes: Uint8Array): boolean {
  return bytes.find((byte) => !SKIPPED.has(byte)) === BRACE;
}

/** Reads the first bytes, or everything when it starts like a JSON object. */
async function readHead(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): Promise<{ head: Uint8Array<ArrayBuffer>; ended: boolean }> {
  let head = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { head, ended: true };
    head = concat(head, value);
    if (head.some((byte) => !SKIPPED.has(byte)) && !startsLikeObject(head)) return { head, ended: false };
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
