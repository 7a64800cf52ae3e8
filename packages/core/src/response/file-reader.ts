import { type BodyReader, join } from "./body.js";
import { dispositionName } from "./content-type.js";
import { createDownload } from "./download.js";
import { hasInvalidCode, isEnvelope } from "./envelope.js";
import { parseJson } from "./exact-json.js";
import type { Answer, AnsweredCall, Reading, StreamControl } from "./reading.js";

/**
 * Reads a response that may be a file, until it is clear that it is one. Loaded when the first such response comes.
 * @param type its media type
 * @param reading what was read of a response that is no file
 */
export async function readFile(
  response: Response,
  type: string,
  call: AnsweredCall,
  { release, describe }: StreamControl,
  bodies: BodyReader,
  reading: (text: string) => Reading<Answer>,
): Promise<Reading<Answer>> {
  const { status, ok, headers } = response;
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const start = await readStart(reader, bodies.limit);
  if (!start) throw await bodies.tooLong(status, call);
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
