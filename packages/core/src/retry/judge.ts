import { isOmadaAuthError } from "@omada-sdk/auth";
import { isOmadaConnectionError } from "../errors/guards.js";
import type { Outcome } from "../response/reading.js";
import { readRetryAfter } from "./retry-after.js";

/**
 * The controller refused without doing anything: too many requests, or a backup, restore or copy is running on the
 * organization, the site or the template (5.12 to 6.2 documents).
 */
const BUSY_CODES: ReadonlySet<number> = new Set([-7132, -30028, -33004, -33011]);
const TOO_MANY_REQUESTS = 429;
/** Of something in front of the controller: it may or may not have carried out the request. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/** Why a request may be sent once more. */
export interface Verdict {
  /** Such as "ECONNREFUSED", "HTTP 503" or "-7132". */
  readonly reason: string;
  /** Milliseconds the controller asks to wait. */
  readonly afterMs?: number | undefined;
}

/**
 * Tells whether a request may be sent once more after what came of it.
 * @param write sending it twice may do something twice
 * @returns undefined when the outcome is final
 */
export function judge(outcome: Outcome<unknown>, write: boolean): Verdict | undefined {
  const { error, reading } = outcome;
  if (reading === undefined) {
    if (isOmadaConnectionError(error))
      return write && !outcome.unsent ? undefined : { reason: error.reason ?? "connection" };
    if (!isOmadaAuthError(error)) return undefined;
    const verdict = judgeAnswer(error.status ?? 0, error.code, false);
    return verdict && { ...verdict, afterMs: error.retryAfterMs };
  }
  if (reading.incomplete) return write ? undefined : { reason: "incomplete" };
  const verdict = judgeAnswer(reading.status, reading.errorCode, write);
  return verdict && { ...verdict, afterMs: readRetryAfter(reading.headers) };
}

function judgeAnswer(status: number, code: number | undefined, write: boolean): Verdict | undefined {
  if (code !== undefined && BUSY_CODES.has(code)) return { reason: `${code}` };
  const again =
    status === TOO_MANY_REQUESTS || (!write && code === undefined && GATEWAY_STATUSES.has(status));
  return again ? { reason: `HTTP ${status}` } : undefined;
}
