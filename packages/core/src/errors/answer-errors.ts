import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import type { CodeNames } from "../generated/code-names.js";
import { type ErrorCategory, knownCode } from "./codes.js";
import { type RequestInfo, type RequestOutcome, requestLabel } from "./errors.js";
import { printable } from "./printable.js";

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
