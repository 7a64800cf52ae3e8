import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import type { CodeNames } from "../generated/code-names.js";
import { type ErrorCategory, knownCode } from "./codes.js";
import { printable } from "./redact.js";

/** Short name of a code, such as "siteNotFound" of -33000; any text for a code that is not known, or for any code. */
export type CodeNameOf<Code extends number> = Code extends number
  ? `${Code}` extends keyof CodeNames
    ? CodeNames[`${Code}`]
    : string & {}
  : never;

/**
 * The controller understood the request and refused it: an envelope whose errorCode is not 0.
 * @typeParam Code the codes the operation lists, where `isOmadaApiError` was given the operation
 */
export class OmadaApiError<Code extends number = number> extends OmadaError {
  /** errorCode of the envelope. */
  readonly code: Code;
  /** Short name of the code in camel case, such as "siteNotFound"; undefined for codes that are not known. */
  readonly codeName: CodeNameOf<Code> | undefined;
  /** What kind of refusal it is, such as "not-found"; undefined for codes that are not known. */
  readonly category: ErrorCategory | undefined;
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** Member and method that was called, such as "device.getDeviceList"; undefined outside generated methods. */
  readonly operation: string | undefined;
  /** HTTP method. */
  readonly method: string;
  /** Path template. */
  readonly path: string;
  /** URL without query. */
  readonly url: string;
  /** HTTP status, mostly 200. */
  readonly status: number;
  /** Text of the controller. It changes between versions: compare `code` instead. */
  readonly controllerMessage: string | undefined;
  /** Likely cause and what to do about it. */
  readonly hint: string | undefined;

  constructor(
    code: Code,
    request: RequestInfo,
    details: { status: number; controllerMessage?: string | undefined; hint?: string | undefined },
  ) {
    const known = knownCode(code);
    const label = known ? `${code} (${known.name})` : `${code}`;
    const message = details.controllerMessage ? ` "${details.controllerMessage}"` : "";
    const hint = details.hint ? ` ${details.hint}` : "";
    super(printable(`${requestLabel(request)}: the controller answered ${label}${message}.${hint}`));
    this.code = code;
    this.codeName = known?.name as CodeNameOf<Code> | undefined;
    this.category = known?.category;
    this.retryable = known?.retryable ?? false;
    this.operation = request.operation;
    this.method = request.method;
    this.path = request.path;
    this.url = request.url;
    this.status = details.status;
    this.controllerMessage = details.controllerMessage;
    this.hint = details.hint;
  }

  override get name(): string {
    return "OmadaApiError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "api";
  }
}

/** An answer that is not one of the Open API: no envelope, a web page, a redirect. */
export class OmadaHttpError extends OmadaError {
  /** HTTP status; 0 when the platform hides it, as browsers do for redirects. */
  readonly status: number;
  /** Whether the request may have been carried out: unknown, except with HTTP 429. */
  readonly outcome: RequestOutcome;
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  /** URL without query. */
  readonly url: string;
  /** Likely cause and what to do about it. */
  readonly hint: string | undefined;
  /** Beginning of the answer, at most 200 characters, without tokens. */
  readonly excerpt: string | undefined;

  constructor(
    problem: string,
    request: RequestInfo,
    details: { status: number; hint?: string | undefined; excerpt?: string | undefined },
  ) {
    super(printable(`${requestLabel(request)}: ${problem}.${details.hint ? ` ${details.hint}` : ""}`));
    this.status = details.status;
    this.outcome = details.status === 429 ? "not-sent" : "unknown";
    this.operation = request.operation;
    this.method = request.method;
    this.path = request.path;
    this.url = request.url;
    this.hint = details.hint;
    this.excerpt = details.excerpt;
  }

  override get name(): string {
    return "OmadaHttpError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "http";
  }
}

/** The controller could not be reached, or the connection broke. */
export class OmadaConnectionError extends OmadaError {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Code of the system or the fetch implementation, such as "ECONNREFUSED". */
  readonly reason: string | undefined;
  /** Whether the request may have been carried out. */
  readonly outcome: RequestOutcome;

  constructor(
    message: string,
    details: {
      origin: string;
      reason?: string | undefined;
      outcome?: RequestOutcome | undefined;
      cause?: Error | undefined;
    },
  ) {
    super(printable(message), details.cause && { cause: details.cause });
    this.origin = details.origin;
    this.reason = details.reason;
    this.outcome = details.outcome ?? "unknown";
  }

  override get name(): string {
    return "OmadaConnectionError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "connection";
  }
}

/** The certificate of the controller was not accepted, or the port does not speak TLS. */
export class OmadaTlsError extends OmadaError {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Code of the TLS implementation, such as "DEPTH_ZERO_SELF_SIGNED_CERT". */
  readonly reason: string | undefined;
  /** Whether the request may have been carried out; certificates are checked before anything is sent. */
  readonly outcome: RequestOutcome;
  /** Fingerprint that was expected, when the certificate is pinned. */
  readonly expectedFingerprint: string | undefined;
  /** Fingerprint of the certificate that was presented, when it is pinned. */
  readonly actualFingerprint: string | undefined;

  constructor(
    message: string,
    details: {
      origin: string;
      reason?: string | undefined;
      outcome?: RequestOutcome | undefined;
      expectedFingerprint?: string | undefined;
      actualFingerprint?: string | undefined;
      cause?: Error | undefined;
    },
  ) {
    super(printable(message), details.cause && { cause: details.cause });
    this.origin = details.origin;
    this.reason = details.reason;
    this.outcome = details.outcome ?? "not-sent";
    this.expectedFingerprint = details.expectedFingerprint;
    this.actualFingerprint = details.actualFingerprint;
  }

  override get name(): string {
    return "OmadaTlsError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "tls";
  }
}

/** Details of an {@link OmadaTimeoutError}. */
interface TimeoutDetails {
  /** What did not happen in time. */
  problem?: string | undefined;
  /** Added to the message. */
  hint?: string | undefined;
  outcome?: RequestOutcome | undefined;
  /** Sending it twice may change something twice. */
  write?: boolean | undefined;
}

/** The call took longer than its `timeoutMs`, or waited for its turn longer than `pacing.maxQueueMs`. */
export class OmadaTimeoutError extends OmadaError {
  readonly timeoutMs: number;
  /** Whether the request may have been carried out. */
  readonly outcome: RequestOutcome;

  constructor(label: string, timeoutMs: number, details: TimeoutDetails = {}) {
    const { problem = "no answer", hint = "", outcome = "unknown", write = false } = details;
    const more = write && outcome === "unknown" ? MAYBE_DONE : "";
    super(printable(`${label}: ${problem} within ${timeoutMs} ms.${hint}${more}`));
    this.timeoutMs = timeoutMs;
    this.outcome = outcome;
  }

  override get name(): string {
    return "OmadaTimeoutError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "timeout";
  }
}

/** The controller's version is not the one the client was generated for. */
export class OmadaVersionError extends OmadaError {
  /** Version the controller reports. */
  readonly controllerVersion: string;
  /** Version the client was generated for. */
  readonly snapshotVersion: string;

  constructor(message: string, controllerVersion: string, snapshotVersion: string) {
    super(printable(message));
    this.controllerVersion = controllerVersion;
    this.snapshotVersion = snapshotVersion;
  }

  override get name(): string {
    return "OmadaVersionError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "version";
  }
}

/** Which request an error is about. */
export interface RequestInfo {
  /** Member and method, such as "device.getDeviceList"; undefined outside generated methods. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path template. */
  readonly path: string;
  /** URL without query. */
  readonly url: string;
}

/** Names the request in messages. */
export function requestLabel(request: RequestInfo): string {
  return request.operation ?? `${request.method} ${request.path}`;
}

/**
 * Whether a failed request may have been carried out. `"not-sent"`: it provably did not reach the controller, or was
 * refused before anything was done. `"unknown"`: it may have been carried out, so check before you repeat a write.
 */
export type RequestOutcome = "unknown" | "not-sent";

/** Added to messages about writes that may have been carried out. */
export const MAYBE_DONE = " The request may have been carried out.";
