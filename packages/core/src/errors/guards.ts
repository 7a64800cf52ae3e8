import { isOmadaError } from "@omada-sdk/auth";
import type { OmadaApiError } from "./api-error.js";
import type { OmadaConnectionError } from "./connection-error.js";
import type { OmadaHttpError } from "./http-error.js";
import type { OmadaTimeoutError } from "./timeout-error.js";
import type { OmadaTlsError } from "./tls-error.js";
import type { OmadaVersionError } from "./version-error.js";

/**
 * Tells whether a value is an {@link OmadaApiError}, even one from another realm or another copy of the package.
 * @param value anything that was thrown
 * @param code narrow to this errorCode, such as -33000
 */
export function isOmadaApiError(value: unknown, code?: number): value is OmadaApiError {
  return isOmadaError(value, "api") && (code === undefined || (value as OmadaApiError).code === code);
}

/** Tells whether a value is an {@link OmadaHttpError}, even one from another realm. */
export function isOmadaHttpError(value: unknown): value is OmadaHttpError {
  return isOmadaError(value, "http");
}

/** Tells whether a value is an {@link OmadaConnectionError}, even one from another realm. */
export function isOmadaConnectionError(value: unknown): value is OmadaConnectionError {
  return isOmadaError(value, "connection");
}

/** Tells whether a value is an {@link OmadaTimeoutError}, even one from another realm. */
export function isOmadaTimeoutError(value: unknown): value is OmadaTimeoutError {
  return isOmadaError(value, "timeout");
}

/** Tells whether a value is an {@link OmadaTlsError}, even one from another realm. */
export function isOmadaTlsError(value: unknown): value is OmadaTlsError {
  return isOmadaError(value, "tls");
}

/** Tells whether a value is an {@link OmadaVersionError}, even one from another realm. */
export function isOmadaVersionError(value: unknown): value is OmadaVersionError {
  return isOmadaError(value, "version");
}
