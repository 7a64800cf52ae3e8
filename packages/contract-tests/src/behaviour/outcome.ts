import { isOmadaApiError, isOmadaAuthError, isOmadaError, isOmadaHttpError } from "@omada-sdk/core";
import { withoutIds } from "./recorder.js";

const LONGEST = 240;

/** A result in words; scenarios return only what they want compared. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "ok";
  const text = withoutIds(JSON.stringify(value) ?? String(value));
  return `ok ${text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text}`;
}

/** A failure by its kind and code; texts of controllers change too often to be compared. */
export function describeFailure(error: unknown): string {
  if (isOmadaApiError(error)) {
    const { code, codeName, operation, retryable, hint } = error;
    const name = codeName === undefined ? "" : ` (${codeName})`;
    return `refused ${code}${name}, ${operation ?? "by path"}${retryable ? ", retryable" : ""}${hint ? ", with a hint" : ""}`;
  }
  if (isOmadaHttpError(error)) return `HTTP ${(error as { status?: number }).status}`;
  if (isOmadaAuthError(error)) return `no token${codeOf(error)}`;
  if (isOmadaError(error)) return `${(error as Error).name}: ${withoutIds((error as Error).message)}`;
  return withoutIds(String(error));
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "number" ? ` ${code}` : "";
}
