import { type BodySource, toStream } from "../answer/body-stream.js";

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
