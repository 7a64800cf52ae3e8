import type { AuthContext } from "./auth.js";
import { isOmadaError, OmadaAuthError } from "./error.js";
import { CODES } from "./generated/codes.js";
import { readRetryAfter } from "./retry-after.js";

type Fields = Readonly<Record<string, string>>;

/** A request for a token, or for a step on the way to one. What it carries is blanked out of the controller's messages. */
export interface Post {
  readonly path: string;
  readonly query: Fields;
  readonly headers?: Fields;
  readonly body?: Fields | undefined;
  /** Send the body as a form instead of JSON. */
  readonly asForm?: boolean;
}

/** A good answer. */
export interface Posted {
  readonly headers: Headers;
  readonly result: unknown;
}

/**
 * Posts to the controller and opens the envelope.
 * @throws OmadaAuthError on any answer that is not a success; errors of an SDK transport as they are
 */
export async function post(context: AuthContext, request: Post, signal: AbortSignal): Promise<Posted> {
  const { path, query, body, asForm } = request;
  const { origin } = context;
  let response: Response;
  let text: string;
  try {
    response = await context.fetch(`${origin}${path}?${new URLSearchParams(query)}`, {
      method: "POST",
      headers: {
        "Content-Type": `application/${asForm ? "x-www-form-urlencoded" : "json"}`,
        ...request.headers,
      },
      body: asForm ? `${new URLSearchParams(body)}` : body ? JSON.stringify(body) : null,
      redirect: "manual",
      signal,
    });
    text = await readText(response, context.maxBytes);
  } catch (error) {
    // Errors of a fetch may quote the URL, and the 5.12 form has the secret in its query.
    if (isOmadaError(error)) throw error;
    throw new OmadaAuthError(`The token request to ${origin} failed (${reasonOf(error)}).`);
  }
  const { status, headers } = response;
  const { errorCode, msg, result } = parse(text);
  const code = Number(errorCode);
  if (errorCode === 0) return { headers, result };
  const details = { status, retryAfterMs: readRetryAfter(headers) };
  // What reads as 0 without being one is no success.
  if (!code)
    throw new OmadaAuthError(`The token request to ${origin} failed (HTTP ${status}, no envelope).`, details);
  const [codeName, hint] = CODES[code] ?? [];
  throw new OmadaAuthError(`${origin} refused to give a token: ${codeName ?? ""} ${code}.`, {
    ...details,
    code,
    codeName,
    hint,
    controllerMessage: msg ? plain(`${msg}`, { ...query, ...request.headers, ...body }) : undefined,
  });
}

/**
 * Reads a body, whose length counts as decompressed.
 * @param left 1 MB by default
 * @throws OmadaAuthError when it is longer
 */
function readText(response: Response, left = 1e6): Promise<string> {
  const bounded = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      left -= chunk.length;
      if (left < 0) throw new OmadaAuthError("The answer exceeds maxBytes.");
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(bounded)).text();
}

function parse(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Digits, signs, mixed case, long words: what encoded and cut secrets have and plain sentences lack; long texts. */
const DUBIOUS = /[^ A-Za-z.,-]|[a-z][A-Z]|\w{16}|.{300}/;

/** What a controller says, unless it may quote what was sent. */
function plain(text: string, sent: Fields): string {
  const quotes = (value: string) => text.toLowerCase().includes(value.toLowerCase());
  return DUBIOUS.test(text) || Object.values(sent).some(quotes) ? "***" : text;
}

/** Why something failed, in one word of which nobody can make a secret. */
export function reasonOf(error: unknown): string {
  const { code, name, cause } = Object(error);
  // The code of a DOMException is a number that tells nobody anything.
  return `${[cause?.code, code, name].find((word) => typeof word === "string")}`;
}
