import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
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
