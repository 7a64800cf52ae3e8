import type { AuthContext } from "./auth.js";
import { isOmadaError, OmadaAuthError } from "./error.js";
import { CODES } from "./generated/codes.js";

type Fields = Readonly<Record<string, string>>;

/** A request for a token, or for a step of a login. Its values are removed from the controller's messages. */
export interface Post {
  readonly path: string;
  readonly query: Fields;
  readonly headers?: Fields;
  readonly body?: Fields | undefined;
  /** Send the body as a form instead of JSON. */
  readonly asForm?: boolean;
}

/** The answer to a successful request. */
export interface Posted {
  readonly headers: Headers;
  readonly result: unknown;
}

/**
 * Posts to the controller and unwraps the envelope.
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
  // A text or null that converts to 0 is not a success.
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

/** Digits, signs, mixed case and long words, which encoded and cut secrets have and sentences do not; and long texts. */
const MAY_HOLD_SECRET = /[^ A-Za-z.,-]|[a-z][A-Z]|\w{16}|.{300}/;

/** The text of a controller, unless it may quote the request. */
function plain(text: string, sent: Fields): string {
  const quotes = (value: string) => text.toLowerCase().includes(value.toLowerCase());
  return MAY_HOLD_SECRET.test(text) || Object.values(sent).some(quotes) ? "***" : text;
}

/** The reason of a failure, in one word that cannot hold a secret. */
export function reasonOf(error: unknown): string {
  const { code, name, cause } = Object(error);
  // The code of a DOMException is a number without meaning.
  return `${[cause?.code, code, name].find((word) => typeof word === "string")}`;
}

/**
 * Milliseconds a Retry-After header asks for; undefined when there is none. A date is compared with the Date
 * header of the same answer, so a wrong clock of this computer does not matter.
 */
function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after") as string;
  const now = Date.parse(headers.get("date") as string) || Date.now();
  const ms = Number(text) * 1000 || Date.parse(text) - now;
  return ms > 0 ? ms : undefined;
}

/** A token as the controller returns it. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds it is valid for. */
  readonly expiresIn: number;
  readonly refreshToken?: string | undefined;
  readonly cookie?: string | undefined;
}

/** Validity in seconds when the answer has none, by Open API Access Guide 2.2.4. */
const DEFAULT_EXPIRES_IN = 7200;

/**
 * Reads the answer of the token endpoint.
 * @throws OmadaAuthError when there is no token in it
 */
export function readToken(result: unknown): IssuedToken {
  const { accessToken, expiresIn, refreshToken } = Object(result);
  return {
    accessToken: needText(accessToken, "accessToken"),
    expiresIn: expiresIn > 0 ? Number(expiresIn) : DEFAULT_EXPIRES_IN,
    refreshToken,
  };
}

/** Longest text that is accepted: servers refuse longer headers, and searching messages for it takes time. */
const MAX_TEXT_LENGTH = 8192;

/**
 * Checks a text of an answer that will be sent in a header or a query.
 * @throws OmadaAuthError when it is missing, cannot be sent, or is too long for a header
 */
export function needText(value: unknown, what: string): string {
  if (typeof value === "string" && value.length <= MAX_TEXT_LENGTH && /^[!-~]+$/.test(value)) return value;
  throw new OmadaAuthError(`There is no ${what} in the answer.`);
}
