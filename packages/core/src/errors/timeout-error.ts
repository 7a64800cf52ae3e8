import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import { MAYBE_DONE, type RequestOutcome } from "./outcome.js";
import { printable } from "./printable.js";

/** What an {@link OmadaTimeoutError} knows beside the time. */
interface TimeoutDetails {
  /** What did not happen in time. */
  problem?: string | undefined;
  /** Said behind the time. */
  hint?: string | undefined;
  outcome?: RequestOutcome | undefined;
  /** Sending it twice may do something twice. */
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
