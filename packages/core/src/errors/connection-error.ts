import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import type { RequestOutcome } from "./outcome.js";
import { printable } from "./printable.js";

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
