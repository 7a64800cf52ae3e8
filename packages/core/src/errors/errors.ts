import { ERROR_KIND, OmadaError, type OmadaErrorKind } from "@omada-sdk/auth";
import type { ErrorCategory } from "./code-table.js";
import { knownCode } from "./codes.js";
import type { CodeNameOf } from "./error-codes-of.js";
import { printable } from "./printable.js";
import { type RequestInfo, requestLabel } from "./request-info.js";

/**
 * The controller understood the request and refused it: an envelope whose errorCode is not 0.
 * @typeParam Code the codes the operation lists, where `isOmadaApiError` was told which operation it is about
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
  /** Text of the controller. It changes between versions: match `code` instead. */
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
    const said = details.controllerMessage ? ` "${details.controllerMessage}"` : "";
    const hint = details.hint ? ` ${details.hint}` : "";
    super(printable(`${requestLabel(request)}: the controller answered ${label}${said}.${hint}`));
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
