import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

type Bytes = Uint8Array<ArrayBuffer>;

/** Encodings that every request accepts. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br";

/** Makes a decoder for data, by its first byte. */
type MakeDecoder = (first: number) => Transform;

const DECODERS: Readonly<Record<string, MakeDecoder>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  // Servers use the name for two formats: one with a header, whose first byte ends in 8, and one without.
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
};

/**
 * Decompresses a body as it arrives. An empty one stays empty, as with the built-in `fetch`; one that is cut off is an
 * error.
 * @param encoding value of Content-Encoding: names in the order in which they were applied
 * @returns undefined when a name is not known: the body is then returned as it is
 */
export function decompress(body: Readable, encoding: string): ReadableStream<Bytes> | undefined {
  const makers = encoding.split(",").map((name) => DECODERS[name.trim().toLowerCase()]);
  let decoded: AsyncIterable<Bytes> = body;
  for (const make of makers.reverse()) {
    if (!make) return undefined;
    decoded = decode(decoded, make);
  }
  const { from } = ReadableStream as unknown as { from(source: AsyncIterable<Bytes>): ReadableStream<Bytes> };
  return from.call(ReadableStream, decoded);
}

async function* decode(source: AsyncIterable<Bytes>, make: MakeDecoder): AsyncGenerator<Bytes> {
  const chunks = source[Symbol.asyncIterator]();
  let { done, value: first } = await chunks.next();
  while (!done && first.length === 0) ({ done, value: first } = await chunks.next());
  if (done) return;
  const decoder = make(first[0] as number);
  const all = async function* () {
    yield first as Bytes;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  // The reader of the decoder gets the errors of the source and of the decoder.
  pipeline(all(), decoder, () => undefined);
  yield* decoder;
}
