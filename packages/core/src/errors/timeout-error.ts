import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import { printable } from "./printable.js";

/** The call took longer than its `timeoutMs`. Whether the controller carried it out is not known. */
export class OmadaTimeoutError extends OmadaError {
  readonly timeoutMs: number;

  constructor(label: string, timeoutMs: number) {
    super(printable(`${label}: no answer within ${timeoutMs} ms.`));
    this.timeoutMs = timeoutMs;
  }

  override get name(): string {
    return "OmadaTimeoutError";
  }
  override get [ERROR_KIND](): OmadaErrorKind {
    return "timeout";
  }
}
