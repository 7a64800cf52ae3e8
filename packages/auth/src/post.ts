import type { AuthContext } from "./auth.js";
import { CODES } from "./codes.js";
import { isOmadaError, OmadaAuthError } from "./error.js";

type Fields = Readonly<Record<string, string>>;

/** A request for a token, or for a step on the way to one. What it carries is blanked out of the controller's messages. */
export interface Post {
  readonly path: string;
  readonly query?: Fields;
  readonly headers?: Fields;
  readonly body?: Fields | undefined;
  /** Send the body as a form instead of JSON. */
  readonly asForm?: boolean;
}

/** A good answer. */
export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly result: unknown;
}

/**
 * Posts to the controller and opens the envelope.
 * @throws OmadaAuthError on any answer that is not a success; errors of an SDK transport as they are
 */
export async function post(context: AuthContext, request: Post, signal: AbortSignal): Promise<Posted> {
  const { path, query = {}, body = {}, asForm } = request;
  const { origin } = context;
  try {
    const response = await context.fetch(`${origin}${path}?${new URLSearchParams(query)}`, {
      method: "POST",
      headers: {
        "Content-Type": `application/${asForm ? "x-www-form-urlencoded" : "json"}`,
        ...request.headers,
      },
      body: asForm ? `${new URLSearchParams(body)}` : request.body ? JSON.stringify(body) : null,
      redirect: "manual",
      signal,
    });
    const { status, headers } = response;
    return { status, headers, result: open(await response.text(), origin, status, { ...query, ...body }) };
  } catch (error) {
    // Errors of a fetch may quote the URL, and the 5.12 form has the secret in its query.
    if (signal.aborted || isOmadaError(error)) throw error;
    throw new OmadaAuthError(`The token request to ${origin} could not be sent (${reasonOf(error)}).`);
  }
}

function open(text: string, origin: string, status: number, sent: Fields): unknown {
  const { errorCode, msg, result } = parse(text);
  if (errorCode === undefined)
    throw new OmadaAuthError(
      `${origin} answered the token request with HTTP ${status} and no envelope: is it the right port?`,
      { status },
    );
  const code = Number(errorCode);
  if (code === 0) return result;
  const [codeName, hint] = CODES[code] ?? [];
  const controllerMessage = typeof msg === "string" ? blank(msg, sent) : undefined;
  const details = { code, codeName, status, hint, controllerMessage };
  throw new OmadaAuthError(`${origin} refused to give a token: ${codeName ?? ""} ${code}.`, details);
}

function parse(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Takes what was sent out of a text, as it is, as in a URL and as in JSON. */
function blank(text: string, sent: Fields): string {
  return Object.values(sent)
    .flatMap((value) => [
      value,
      `${new URLSearchParams({ "": value })}`.slice(1),
      JSON.stringify(value).slice(1, -1),
    ])
    .reduce((rest, form) => rest.replaceAll(form, "***"), text);
}

/** Why something failed, in one word of which nobody can make a secret. */
export function reasonOf(error: unknown): string {
  const { code, name, cause } = Object(error);
  return `${cause?.code ?? code ?? name}`;
}
