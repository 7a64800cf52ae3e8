import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { join, readStream } from "../response/body.js";
import { decompress } from "./decompress.js";
import { NodeHeaders } from "./node-headers.js";

type Bytes = Uint8Array<ArrayBuffer>;
type Source = Dispatcher.ResponseData["body"];

/** The start of a response. */
export interface ResponseHead {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: NodeHeaders;
}

/**
 * The response to one request. Has the members of `Response`, but is not made by its constructor, which costs more than
 * the whole request. The body can be read once, or twice with `clone()` before that.
 */
export class NodeResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: NodeHeaders;
  readonly type = "basic";
  readonly redirected = false;
  /** The body of undici, until a caller reads `body` as a stream. */
  #source: Source | null;
  #stream: ReadableStream<Bytes> | null = null;
  #used = false;

  constructor(head: ResponseHead, source: Source | null, stream: ReadableStream<Bytes> | null = null) {
    this.url = head.url;
    this.status = head.status;
    this.statusText = head.statusText;
    this.headers = head.headers;
    this.#source = source;
    this.#stream = stream;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get body(): ReadableStream<Bytes> | null {
    if (this.#source) {
      this.#stream = this.#source.body as unknown as ReadableStream<Bytes>;
      this.#source = null;
    }
    return this.#stream;
  }

  get bodyUsed(): boolean {
    return this.#used || (this.#stream !== null && Readable.isDisturbed(this.#stream as never));
  }

  async text(): Promise<string> {
    const source = this.#take();
    return source ? source.text() : new TextDecoder().decode(await this.#readAll());
  }

  /**
   * The whole body. A body that is longer than the limit is cancelled.
   * @returns undefined when there are more than `limit` bytes
   */
  async readWithin(limit: number): Promise<Bytes | undefined> {
    const source = this.#take();
    if (!source) return readStream(this.#stream, limit);
    const chunks: Bytes[] = [];
    let size = 0;
    return new Promise((resolve, reject) => {
      source.on("data", (chunk: Bytes) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= limit) return;
        resolve(undefined);
        source.destroy();
      });
      source.on("end", () => resolve(join(chunks, size)));
      source.on("error", reject);
      source.on("close", () => reject(new TypeError("The answer broke off.")));
    });
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const source = this.#take();
    return source ? source.arrayBuffer() : new Uint8Array(await this.#readAll()).buffer;
  }

  async bytes(): Promise<Bytes> {
    return new Uint8Array(await this.arrayBuffer());
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.arrayBuffer()], { type: this.headers.get("content-type") ?? "" });
  }

  async formData(): Promise<FormData> {
    const type = this.headers.get("content-type") ?? "";
    return new Response(await this.arrayBuffer(), { headers: { "content-type": type } }).formData();
  }

  /** @throws TypeError when the body was read */
  clone(): NodeResponse {
    if (this.bodyUsed || this.#stream?.locked) throw unusable();
    const body = this.body;
    if (body === null) return new NodeResponse(this, null);
    const [mine, theirs] = body.tee() as [ReadableStream<Bytes>, ReadableStream<Bytes>];
    this.#stream = mine;
    return new NodeResponse(this, null, theirs);
  }

  /** Marks the body as read and returns undici's, unless a caller has taken its stream. */
  #take(): Source | null {
    if (this.bodyUsed || this.#stream?.locked) throw unusable();
    const source = this.#source;
    this.#used = source !== null || this.#stream !== null;
    this.#source = null;
    return source;
  }

  async #readAll(): Promise<Bytes> {
    if (this.#stream === null) return new Uint8Array(0);
    const chunks: Bytes[] = [];
    for await (const chunk of this.#stream as unknown as AsyncIterable<Bytes>) chunks.push(chunk);
    return join(chunks);
  }
}

function unusable(): TypeError {
  return new TypeError("The body of the answer was read already.");
}

/** Statuses whose responses never have a body. */
const BODILESS = new Set([204, 205, 304]);

/** Makes a response of the one that undici returns. */
export function toResponse(url: string, method: string, answer: Dispatcher.ResponseData): NodeResponse {
  const { statusCode: status, body } = answer;
  const statusText = (answer as { statusText?: string }).statusText ?? "";
  const head = { url, status, statusText, headers: new NodeHeaders(answer.headers) };
  if (method === "HEAD" || BODILESS.has(status)) {
    body.on("error", () => undefined).resume();
    return new NodeResponse(head, null);
  }
  const encoding = answer.headers["content-encoding"];
  const decoded = encoding === undefined ? undefined : decompress(body, `${encoding}`);
  return decoded ? new NodeResponse(head, null, decoded) : new NodeResponse(head, body);
}
