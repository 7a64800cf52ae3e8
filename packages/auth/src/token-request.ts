import type { AuthContext } from "./auth.js";
import { describeCode } from "./codes.js";
import { isOmadaError, OmadaAuthError } from "./error.js";

/** A token as the controller hands it out. */
export interface AccessToken {
  readonly value: string;
  /** Seconds it is valid for, counted from the request. */
  readonly expiresIn: number;
}

/** One request to the token endpoint. */
export interface TokenRequest {
  readonly query: Record<string, string>;
  readonly body: Record<string, string>;
  /** Strings to blank out of anything the controller says. */
  readonly secrets: readonly string[];
}

/** Validity in seconds when the answer does not say: every controller seen so far grants two hours. */
const USUAL_EXPIRES_IN = 7200;

/**
 * Posts to `/openapi/authorize/token` and reads the token out of the envelope.
 * @throws OmadaAuthError on any answer without a token
 */
export async function requestToken(
  context: AuthContext,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<AccessToken> {
  const { origin, protocol } = new URL(context.origin);
  if (protocol !== "https:" && protocol !== "http:")
    throw new OmadaAuthError("The origin is not a web address.");
  const url = `${origin}/openapi/authorize/token?${new URLSearchParams(request.query)}`;
  let status = 0;
  let text: string;
  try {
    const response = await context.fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request.body),
      redirect: "manual",
      signal,
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    // Errors of a fetch may quote the URL, and the 5.12 form has the secret in its query.
    if (signal.aborted || isOmadaError(error)) throw error;
    throw new OmadaAuthError(`The token request to ${origin} could not be sent (${reasonOf(error)}).`);
  }
  return readToken(origin, status, text, request.secrets);
}

function readToken(origin: string, status: number, text: string, secrets: readonly string[]): AccessToken {
  const answer = parse(text);
  if (answer?.errorCode === undefined) {
    const hint =
      "This port may not serve the Open API: 8043 on a software controller, 443 on a hardware one.";
    throw new OmadaAuthError(`${origin} answered the token request with HTTP ${status} and no envelope.`, {
      status,
      hint,
    });
  }
  const code = Number(answer.errorCode);
  if (code !== 0) {
    const { codeName, hint } = describeCode(code);
    const controllerMessage = typeof answer.msg === "string" ? blank(answer.msg, secrets) : undefined;
    const label = codeName ? `${code} (${codeName})` : String(code);
    throw new OmadaAuthError(`${origin} refused to give a token: ${label}.`, {
      code,
      codeName,
      status,
      hint,
      controllerMessage,
    });
  }
  const value = answer.result?.accessToken;
  if (typeof value !== "string" || value === "")
    throw new OmadaAuthError(`${origin} answered the token request without an access token.`, { status });
  const expiresIn = Number(answer.result?.expiresIn ?? USUAL_EXPIRES_IN);
  return { value, expiresIn: expiresIn >= 0 ? expiresIn : USUAL_EXPIRES_IN };
}

interface TokenAnswer {
  errorCode?: unknown;
  msg?: unknown;
  result?: { accessToken?: unknown; expiresIn?: unknown };
}

function parse(text: string): TokenAnswer | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function blank(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

function reasonOf(error: unknown): string {
  const { code, name, cause } = Object(error) as {
    code?: unknown;
    name?: unknown;
    cause?: { code?: unknown };
  };
  return String(cause?.code ?? code ?? name ?? "unknown reason");
}
