/** Where the bytes of a body come from. */
export interface BodySource {
  /** Bytes that were read already. */
  readonly head?: Uint8Array<ArrayBuffer>;
  /** The rest; undefined when `head` is everything. */
  readonly rest: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Turns a rejected read into the error to report. */
  readonly describe: (error: unknown) => unknown;
  /** Called when the last byte was read or the rest was given up. */
  readonly done: () => void;
}

/** The bytes of a body as they arrive. */
export function toStream({ head, rest, describe, done }: BodySource): ReadableStream<Uint8Array> {
  let pending: Uint8Array | undefined = head;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (pending?.length) {
        controller.enqueue(pending);
        pending = undefined;
        return;
      }
      try {
        const next = await rest?.read();
        if (next && !next.done) return controller.enqueue(next.value);
        done();
        controller.close();
      } catch (error) {
        done();
        controller.error(describe(error));
      }
    },
    async cancel(reason) {
      done();
      await rest?.cancel(reason);
    },
  });
}
