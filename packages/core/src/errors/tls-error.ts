import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import type { RequestOutcome } from "./errors.js";
import { printable } from "./printable.js";

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
