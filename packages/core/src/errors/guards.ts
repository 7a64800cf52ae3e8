import { isOmadaError } from "@omada-sdk/auth";
import { operationOf } from "../operations/operation.js";
import type { OmadaApiError, OmadaHttpError } from "./answer-errors.js";
import type { OmadaConnectionError, OmadaTimeoutError } from "./errors.js";
import type { OmadaTlsError } from "./tls-error.js";
import type { OmadaVersionError } from "./version-error.js";

/**
 * Whether a value is an {@link OmadaApiError}, even one from another realm or another copy of the package.
 * @param value anything that was thrown
 * @param code narrow to this errorCode, such as -33000
 */
export function isOmadaApiError<Code extends number = number>(
  value: unknown,
  code?: Code,
): value is OmadaApiError<Code>;
/**
 * Whether a value is an {@link OmadaApiError} that a certain method threw. Editors then complete its `code` to
 * those that the operation lists; others may come.
 * @param value anything that was thrown
 * @param tag member of the client, such as `omada.device`
 * @param method name of the method, such as "getDeviceList"
 */
export function isOmadaApiError<Tag extends object, Method extends keyof Tag & string>(
  value: unknown,
  tag: Tag,
  method: Method,
): value is OmadaApiError<ErrorCodesOf<Tag, Method>>;
export function isOmadaApiError(value: unknown, what?: number | object, method?: string): boolean {
  if (!isOmadaError(value, "api")) return false;
  const { code, operation } = value as OmadaApiError;
  if (what === undefined) return true;
  if (typeof what === "number") return code === what;
  const called = operationOf((what as Record<string, unknown>)[method ?? ""]);
  return called !== undefined && called.name === operation;
}

/** Whether a value is an {@link OmadaHttpError}, even one from another realm. */
export function isOmadaHttpError(value: unknown): value is OmadaHttpError {
  return isOmadaError(value, "http");
}

/** Whether a value is an {@link OmadaConnectionError}, even one from another realm. */
export function isOmadaConnectionError(value: unknown): value is OmadaConnectionError {
  return isOmadaError(value, "connection");
}

/** Whether a value is an {@link OmadaTimeoutError}, even one from another realm. */
export function isOmadaTimeoutError(value: unknown): value is OmadaTimeoutError {
  return isOmadaError(value, "timeout");
}

/** Whether a value is an {@link OmadaTlsError}, even one from another realm. */
export function isOmadaTlsError(value: unknown): value is OmadaTlsError {
  return isOmadaError(value, "tls");
}

/** Whether a value is an {@link OmadaVersionError}, even one from another realm. */
export function isOmadaVersionError(value: unknown): value is OmadaVersionError {
  return isOmadaError(value, "version");
}

/** Key under which generated tags carry the error codes of their methods; never present at run time. */
export declare const ERROR_CODES: unique symbol;

/** The codes that an operation lists; open, because controllers send others too. */
export type ErrorCodesOf<Tag, Method extends string> = Tag extends { readonly [ERROR_CODES]?: infer Codes }
  ? Method extends keyof NonNullable<Codes>
    ? (NonNullable<Codes>[Method] & number) | (number & {})
    : number
  : number;
