import { OmadaError } from "@omada-sdk/auth";

/** What a controller sends with a webhook of the template "Omada". */
export interface WebhookEvent {
  /** Name of the site; undefined for what concerns the whole controller. */
  readonly site: string | undefined;
  /** Name of the controller. */
  readonly controller: string | undefined;
  readonly description: string | undefined;
  /** What happened, in the controller's words. */
  readonly text: readonly string[];
  /** Milliseconds since 1970, by the controller's clock. */
  readonly timestamp: number | undefined;
}

/** How to answer a message, and the event that it brought. */
export type WebhookResult =
  | { readonly status: 204; readonly event: WebhookEvent; readonly problem?: undefined }
  | {
      /** 400 no JSON object, 401 wrong secret, 405 not a POST, 413 too long. */
      readonly status: 400 | 401 | 405 | 413;
      readonly event?: undefined;
      /** For a log; holds nothing of the message. */
      readonly problem: string;
    };

/**
 * A request of whatever server: the standard `Request`, the `IncomingMessage` of `node:http` and of Express, or an object
 * with the body as bytes, text or parsed JSON.
 */
export interface WebhookRequest extends Partial<AsyncIterable<string | Uint8Array>> {
  readonly method?: string | undefined;
  readonly headers:
    | { get(name: string): string | null }
    | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Without it the request itself is read. */
  readonly body?: unknown;
}

/** Options of {@link receiveWebhook}. */
export interface WebhookOptions {
  /** The secret of the webhook (`shardedSecret` of its setting); several while you change it. */
  readonly secret: string | readonly string[];
  /** Bytes that are read at most, 64 kB by default. */
  readonly maxBytes?: number | undefined;
}

/**
 * Reads a message of a webhook: checks its size and, in constant time, its secret. It never throws for what was sent.
 * A body that turns out too long while it is read ends the connection.
 * The controller sends the secret within the body and signs nothing, so serve the address over HTTPS.
 * @throws OmadaError when an option is missing or out of range
 */
export async function receiveWebhook(
  request: WebhookRequest,
  { secret, maxBytes = 65_536 }: WebhookOptions,
): Promise<WebhookResult> {
  const secrets = [secret].flat();
  if (secrets.length === 0 || secrets.some((each) => typeof each !== "string" || each === ""))
    throw new OmadaError("secret is the secret of the webhook; a webhook without one cannot be checked.");
  if (!(maxBytes >= 1)) throw new OmadaError("maxBytes is a number of bytes, 1 or more.");

  if ((request.method ?? "POST") !== "POST") return { status: 405, problem: "not a POST" };
  const tooLong = { status: 413, problem: `longer than ${maxBytes} bytes` } as const;
  if (declaredLength(request.headers) > maxBytes) return tooLong;
  let message: unknown = request.body;
  if (message === undefined || message === null || isBytes(message) || isStream(message)) {
    const bytes = await readBytes(message ?? request, maxBytes).catch(() => "broken" as const);
    if (bytes === "broken") return { status: 400, problem: "the body ended early" };
    if (bytes === undefined) return tooLong;
    message = parse(bytes);
  }
  if (typeof message !== "object" || message === null || Array.isArray(message))
    return { status: 400, problem: "the body is not a JSON object" };

  // Own members only, so that no prototype stands in for one.
  const member = (name: string): unknown =>
    Object.hasOwn(message, name) ? (message as Record<string, unknown>)[name] : undefined;
  if (!(await isOneOf(member("shardSecret"), secrets))) return { status: 401, problem: "wrong secret" };
  const text = (name: string) => asText(member(name));
  const timestamp = member("timestamp");
  const event: WebhookEvent = {
    site: text("Site"),
    controller: text("Controller"),
    description: text("description"),
    text: [member("text")].flat().filter((line) => typeof line === "string"),
    timestamp: typeof timestamp === "number" && Number.isFinite(timestamp) ? timestamp : undefined,
  };
  return { status: 204, event };
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Zero when it is not declared: then what is read counts. */
function declaredLength(headers: WebhookRequest["headers"]): number {
  const { get } = headers as { get?: unknown };
  const value =
    typeof get === "function"
      ? (headers as Headers).get("content-length")
      : (headers as Record<string, unknown>)["content-length"];
  return Number(value) || 0;
}

function isBytes(value: unknown): value is string | Uint8Array {
  return typeof value === "string" || value instanceof Uint8Array;
}

function isReadableStream(value: unknown): value is ReadableStream<Uint8Array> {
  return typeof Object(value).getReader === "function";
}

function isStream(value: unknown): value is ReadableStream<Uint8Array> | AsyncIterable<string | Uint8Array> {
  return isReadableStream(value) || Symbol.asyncIterator in Object(value);
}

/** @returns undefined when there are more bytes than the limit */
async function readBytes(source: unknown, limit: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of piecesOf(source)) {
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    length += bytes.length;
    if (length > limit) return undefined;
    pieces.push(bytes);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** The pieces of a body; leaving the loop cancels what is left of a stream. */
async function* piecesOf(source: unknown): AsyncGenerator<string | Uint8Array> {
  if (isBytes(source)) {
    yield source;
  } else if (isReadableStream(source)) {
    const reader = source.getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    } finally {
      reader.cancel().catch(() => undefined);
    }
  } else if (isStream(source)) {
    yield* source as AsyncIterable<string | Uint8Array>;
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Compares digests, all bytes of all of them, so that the time says nothing about the secrets. */
async function isOneOf(value: unknown, secrets: readonly string[]): Promise<boolean> {
  const given = await digest(typeof value === "string" ? value : "");
  let found = 0;
  for (const secret of secrets) {
    const wanted = await digest(secret);
    let difference = 0;
    for (let index = 0; index < wanted.length; index++)
      difference |= (wanted[index] ?? 0) ^ (given[index] ?? 0);
    found |= Number(difference === 0);
  }
  return found === 1;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
