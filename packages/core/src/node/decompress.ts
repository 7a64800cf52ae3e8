import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** What is asked for with every request. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br";

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Decompresses a body as it arrives.
 * @param encoding value of Content-Encoding
 * @returns undefined for encodings that are not known: the body is then handed out as it is
 */
export function decompress(
  body: Readable,
  encoding: string,
): ReadableStream<Uint8Array<ArrayBuffer>> | undefined {
  const decoder = DECODERS[encoding.trim().toLowerCase()]?.();
  if (!decoder) return undefined;
  // Errors of either side arrive at whoever reads the decoder.
  pipeline(body, decoder, () => undefined);
  return Readable.toWeb(decoder as unknown as Readable) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
}
