/**
 * Property under which every error of the SDK carries its kind; a registered symbol, so it holds across realms and
 * copies.
 */
export const ERROR_KIND: unique symbol = Symbol.for("@omada-sdk/error");

/** The kind of an error: one per error class of the SDK. */
export type OmadaErrorKind = "usage" | "auth" | "api" | "http" | "connection" | "timeout" | "tls" | "version";

/** Base of every error that the SDK creates. Thrown directly for wrong arguments. */
export class OmadaError extends Error {
  override get name(): string {
    return "OmadaError";
  }
  get [ERROR_KIND](): OmadaErrorKind {
    return "usage";
  }
}

/**
 * Whether a value is an error of the SDK, even one from another realm or another copy of the package.
 * @param value anything that was thrown
 * @param kind narrow to this kind of error
 */
export function isOmadaError(value: unknown, kind?: OmadaErrorKind): value is OmadaError {
  const found = Object(value)[ERROR_KIND];
  return found !== undefined && (kind ?? found) === found;
}

/** Details of an {@link OmadaAuthError}. */
export interface AuthErrorDetails {
  /** errorCode of the envelope; absent when there was no envelope. */
  code?: number | undefined;
  /** Short name of the code, in camel case. */
  codeName?: string | undefined;
  /** HTTP status of the answer. */
  status?: number | undefined;
  /** Milliseconds the controller asks to wait before the next attempt, by its Retry-After header. */
  retryAfterMs?: number | undefined;
  /** Likely cause and what to do about it. */
  hint?: string | undefined;
  /** Text sent by the controller, without the credentials. */
  controllerMessage?: string | undefined;
}

/** No token could be obtained. Never holds the client secret, a token or a URL with a query. */
export class OmadaAuthError extends OmadaError {
  declare readonly code: AuthErrorDetails["code"];
  declare readonly codeName: AuthErrorDetails["codeName"];
  declare readonly status: AuthErrorDetails["status"];
  declare readonly retryAfterMs: AuthErrorDetails["retryAfterMs"];
  declare readonly hint: AuthErrorDetails["hint"];
  declare readonly controllerMessage: AuthErrorDetails["controllerMessage"];

  constructor(message: string, details: AuthErrorDetails = {}) {
    super(details.hint ? `${message} ${details.hint}` : message);
    Object.assign(this, details);
  }

  override get name(): string {
    return "OmadaAuthError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "auth";
  }
}

/**
 * Whether a value is an {@link OmadaAuthError}, even one from another realm.
 * @param value anything that was thrown
 * @param code narrow to this errorCode
 */
export function isOmadaAuthError(value: unknown, code?: number): value is OmadaAuthError {
  return isOmadaError(value, "auth") && (code === undefined || (value as OmadaAuthError).code === code);
}

/** Whether an error is the controller's refusal with one of these codes. */
export function hasCode(error: unknown, codes: readonly unknown[]): boolean {
  return isOmadaAuthError(error) && codes.includes(error.code);
}

/**
 * @param options by name: the value of a required option, or whether the value is valid
 * @throws OmadaError about the first one that is empty or false
 */
export function checkOptions(options: Record<string, unknown>): void {
  for (const [name, isValid] of Object.entries(options))
    if (!isValid) throw new OmadaError(`${name} is missing or wrong.`);
}
