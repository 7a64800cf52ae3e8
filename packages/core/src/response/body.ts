import { OmadaError } from "@omada-sdk/auth";
import type { OmadaHttpError } from "../errors/answer-errors.js";
import type { RequestInfo } from "../errors/errors.js";

type Bytes = Uint8Array<ArrayBuffer>;

/** How many bytes of an answer are read at most, after decompression; Infinity for no limit. Downloads have no limit. */
export interface AnswerLimits {
  /** Of the answer to a call, 64 MB by default. */
  answerBytes?: number | undefined;
  /** Of `/api/info`, 1 MB by default. */
  infoBytes?: number | undefined;
  /** Of the answer to a token request, 1 MB by default. */
  tokenBytes?: number | undefined;
}

/** {@link AnswerLimits} with every default filled in. */
export type Limits = { readonly [Name in keyof AnswerLimits]-?: number };

const MB = 2 ** 20;

/**
 * Fills in the defaults.
 * @throws OmadaError when a number is out of range
 */
export function readLimits(options: AnswerLimits = {}): Limits {
  const { answerBytes = 64 * MB, infoBytes = MB, tokenBytes = MB } = options;
  const limits = { answerBytes, infoBytes, tokenBytes };
  for (const [name, value] of Object.entries(limits))
    if (!(value >= 1)) throw new OmadaError(`limits.${name} is a number of bytes, 1 or more.`);
  return limits;
}

/** A response that can read its body without making a stream, which costs more. */
interface BoundedResponse {
  readWithin?(limit: number): Promise<Bytes | undefined>;
}

/** Reads bodies to their end, up to one of the limits. */
export interface BodyReader {
  /** @throws OmadaHttpError naming the limit when there is more */
  bytes(response: Response, request: RequestInfo): Promise<Bytes>;
  /** As UTF-8 without byte order mark. */
  text(response: Response, request: RequestInfo): Promise<string>;
  /** The error for a body that is too long. */
  tooLong(status: number, request: RequestInfo): Promise<OmadaHttpError>;
  readonly limit: number;
}

/** @param name which of the limits counts */
export function bodyReader(limits: Limits, name: keyof Limits): BodyReader {
  const limit = limits[name];
  const tooLong = async (status: number, request: RequestInfo) => {
    const { OmadaHttpError } = await import("../errors/answer-errors.js");
    const problem = `the answer is longer than ${limit} bytes, which is what limits.${name} allows`;
    return new OmadaHttpError(problem, request, { status });
  };
  const bytes = async (response: Response, request: RequestInfo) => {
    const bounded = response as BoundedResponse;
    const read = bounded.readWithin
      ? await bounded.readWithin(limit)
      : await readStream(response.body, limit);
    if (!read) throw await tooLong(response.status, request);
    return read;
  };
  const text = async (response: Response, request: RequestInfo) =>
    isWithin(response, limit) ? response.text() : new TextDecoder().decode(await bytes(response, request));
  return { bytes, text, tooLong, limit };
}

/**
 * Whether a body is certainly within the limit, so that its bytes need not be counted, which costs more. The header
 * is trusted only in a response that a fetch made, which has a URL: there the connection ends the body at that length.
 */
function isWithin({ url, headers }: Response, limit: number): boolean {
  const length = url && headers.get("content-length");
  return !!length && Number(length) <= limit && !headers.has("content-encoding");
}

/** Reads a stream to its end; undefined, and the rest is cancelled, when there is more than the limit. */
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
      // Not awaited: a sender of too much may never confirm the cancellation.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
}

/** Joins chunks. */
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
