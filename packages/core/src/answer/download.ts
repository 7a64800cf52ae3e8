/** A file answered by an operation, such as an export. Read it once, or `cancel` it to free the connection. */
export interface OmadaDownload {
  /** Media type without parameters, "" when the controller does not say. */
  readonly contentType: string;
  /** Name the controller proposes, without folders. */
  readonly filename: string | undefined;
  /** The bytes as they arrive. The call's timeout is over by then; its signal still counts. */
  stream(): ReadableStream<Uint8Array>;
  blob(): Promise<Blob>;
  /** The whole file as UTF-8 text, without byte order mark. */
  text(): Promise<string>;
  /** Throws the rest away. */
  cancel(): Promise<void>;
}

/** Where the bytes of a download come from. */
export interface DownloadSource {
  readonly contentType: string;
  readonly filename: string | undefined;
  /** Bytes that were read already. */
  readonly head: Uint8Array<ArrayBuffer>;
  /** The rest; undefined when `head` is everything. */
  readonly rest: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Turns a rejected read into the error to report. */
  readonly describe: (error: unknown) => unknown;
  /** Called when the last byte was read or the rest was given up. */
  readonly done: () => void;
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

function toStream({ head, rest, describe, done }: DownloadSource): ReadableStream<Uint8Array> {
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
