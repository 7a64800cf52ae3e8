/** A file that an operation returns, such as an export. Read it once, or `cancel` it to free the connection. */
export interface OmadaDownload {
  /** Media type without parameters, "" when the controller does not say. */
  readonly contentType: string;
  /** Name the controller proposes, without folders. */
  readonly filename: string | undefined;
  /** The bytes as they arrive. The call's timeout does not count any more, its signal does. */
  stream(): ReadableStream<Uint8Array>;
  blob(): Promise<Blob>;
  /** The whole file as UTF-8 text, without byte order mark. */
  text(): Promise<string>;
  /** Cancels the rest. */
  cancel(): Promise<void>;
}

/** What a download is made of. */
interface DownloadSource extends BodySource {
  readonly contentType: string;
  readonly filename: string | undefined;
}

/** Makes a download from its source. */
export function createDownload(source: DownloadSource): OmadaDownload {
  const { contentType, filename } = source;
  const body = toStream(source);
  const response = () => new Response(body, { headers: contentType ? { "content-type": contentType } : {} });
  return {
    contentType,
    filename,
    stream: () => body,
    blob: () => response().blob(),
    text: () => response().text(),
    cancel: () => body.cancel(),
  };
}

/** Where the bytes of a body come from. */
export interface BodySource {
  /** Bytes that were already read. */
  readonly head?: Uint8Array<ArrayBuffer>;
  /** The rest; undefined when `head` is everything. */
  readonly rest: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Turns a rejected read into the error to report. */
  readonly describe: (error: unknown) => Promise<unknown>;
  /** Called when the last byte was read or the rest was cancelled. */
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
        controller.error(await describe(error));
      }
    },
    async cancel(reason) {
      done();
      await rest?.cancel(reason);
    },
  });
}
