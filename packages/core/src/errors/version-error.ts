import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import { printable } from "./printable.js";

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
