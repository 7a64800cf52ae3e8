import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import type { RequestOutcome } from "./outcome.js";
import { printable } from "./printable.js";
import { type RequestInfo, requestLabel } from "./request-info.js";

/** Something answered, but not with what the Open API answers with: no envelope, a web page, a redirect. */
export class OmadaHttpError extends OmadaError {
  /** HTTP status; 0 when the platform hides it, as browsers do for redirects. */
  readonly status: number;
  /** Whether the request may have been carried out: what came does not tell, unless it is HTTP 429. */
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
