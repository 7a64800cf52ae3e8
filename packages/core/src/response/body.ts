import type { Limits } from "../answer/limits.js";
import { OmadaHttpError } from "../errors/http-error.js";
import type { RequestInfo } from "../errors/request-info.js";

type Bytes = Uint8Array<ArrayBuffer>;

/** A response that has a way of its own, which costs less than a stream. */
interface OwnWay {
  readWithin?(limit: number): Promise<Bytes | undefined>;
}

/** Reads bodies to their end, up to one of the limits. */
export interface BodyReader {
  /** @throws OmadaHttpError naming the limit when there is more */
  bytes(response: Response, request: RequestInfo): Promise<Bytes>;
  /** As UTF-8 without byte order mark. */
  text(response: Response, request: RequestInfo): Promise<string>;
  /** The error for an answer that is too long. */
  tooLong(status: number, request: RequestInfo): OmadaHttpError;
  readonly limit: number;
}

/** @param name which of the limits counts */
export function bodyReader(limits: Limits, name: keyof Limits): BodyReader {
  const limit = limits[name];
  const tooLong = (status: number, request: RequestInfo) =>
    new OmadaHttpError(
      `the answer is longer than ${limit} bytes, which is what limits.${name} allows`,
      request,
      {
        status,
      },
    );
  const bytes = async (response: Response, request: RequestInfo) => {
    const own = response as OwnWay;
    const read = own.readWithin ? await own.readWithin(limit) : await readStream(response.body, limit);
    if (!read) throw tooLong(response.status, request);
    return read;
  };
  const text = async (response: Response, request: RequestInfo) =>
    isWithin(response, limit) ? response.text() : new TextDecoder().decode(await bytes(response, request));
  return { bytes, text, tooLong, limit };
}

/**
 * Tells whether a body is certainly no longer than the limit, so that it need not be counted, which costs more. The header
 * counts in what a fetch made, which has an address: there the connection holds the other side to it.
 */
function isWithin({ url, headers }: Response, limit: number): boolean {
  const length = url && headers.get("content-length");
  return !!length && Number(length) <= limit && !headers.has("content-encoding");
}

/** Reads a stream to its end; undefined, and the rest is given up, when there is more than the limit. */
export async function readStream(
  stream: ReadableStream<Bytes> | null,
  limit: number,
): Promise<Bytes | undefined> {
  if (!stream) return new Uint8Array(0);
  const reader = stream.getReader();
  const chunks: Bytes[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, size);
    size += value.length;
    if (size > limit) {
      // Whoever sends more than that may also never confirm the end.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
}

/** Puts chunks together. */
export function join(chunks: readonly Uint8Array[], size?: number): Bytes {
  if (chunks.length === 1) return chunks[0] as Bytes;
  const joined = new Uint8Array(size ?? chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
