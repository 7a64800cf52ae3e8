import { isOmadaAuthError, OmadaError } from "@omada-sdk/auth";
import { isOmadaConnectionError } from "../errors/guards.js";
import { NOT_DONE_CODES } from "../generated/not-done-codes.js";
import type { Outcome } from "../response/reading.js";
import { MAX_TIMER_MS } from "./timing.js";

/**
 * How requests are retried. Reads are retried after connection errors, HTTP 429, 502, 503 and 504 and the
 * errorCodes with which a busy controller says that it did nothing; writes only when they provably did not reach the
 * controller, or when it says with HTTP 429 or one of the codes that it did not carry them out.
 */
export interface RetryOptions {
  /** How often a request is sent at most, the first time included: 1 or more, 4 by default. */
  attempts?: number | undefined;
  /** Longest first wait in milliseconds, 0 or more, 250 by default; doubled for every further one. */
  baseMs?: number | undefined;
  /**
   * Longest wait in milliseconds, 8000 by default. Only a Retry-After of the controller makes it longer, up to five
   * minutes; a call that would wait longer than that fails at once.
   */
  capMs?: number | undefined;
  /**
   * How many requests the client may retry without getting a usable answer in between, 0 or more, 20 by default.
   * Five answers give one retry back. This protects a controller that is down from many requests.
   */
  budget?: number | undefined;
  /** Picks the wait between 0 and its limit; `Math.random` by default. */
  random?: (() => number) | undefined;
}

/** {@link RetryOptions} with every default filled in. */
export type RetrySettings = { readonly [Name in keyof RetryOptions]-?: NonNullable<RetryOptions[Name]> };

/**
 * Fills in the defaults.
 * @throws OmadaError when a number is out of range
 */
export function readRetryOptions(options: RetryOptions = {}): RetrySettings {
  const { attempts = 4, baseMs = 250, capMs = 8000, budget = 20, random = Math.random } = options;
  if (!(capMs <= MAX_TIMER_MS)) throw new OmadaError("retry.capMs is at most 2147483647, about 24 days.");
  if (!(attempts >= 1)) throw new OmadaError("retry.attempts is a number, 1 or more.");
  for (const [name, value] of Object.entries({ baseMs, capMs, budget }))
    if (!(value >= 0)) throw new OmadaError(`retry.${name} is a number, 0 or more.`);
  return { attempts, baseMs, capMs, budget, random };
}

/** A retry that was decided on. */
export interface Retry {
  readonly reason: string;
  /** Milliseconds to wait before it. */
  readonly delayMs: number;
}

/**
 * Why a request is not retried although it might be: sent often enough, no time left, or the client's budget is used
 * up.
 */
export type GiveUp = "attempts" | "time" | "budget";

/** Decides, for all calls of a client, which are retried and when. */
export interface Retrier {
  /**
   * @param write sending the request twice may change something twice
   * @param tries how often it was sent
   * @param remainingMs time the call has left: no wait begins that would not end within it
   * @returns undefined when a retry would not help
   */
  decide(
    outcome: Outcome<unknown>,
    write: boolean,
    tries: number,
    remainingMs: number,
  ): Retry | GiveUp | undefined;
}

/** Longest wait that a controller may ask for; the call fails when it asks for more. */
const MAX_RETRY_AFTER_MS = 300_000;

/** Makes the retrier of a client. */
export function createRetrier({ attempts, baseMs, capMs, budget: size, random }: RetrySettings): Retrier {
  const budget = createBudget(size);
  return {
    decide(outcome, write, tries, remainingMs) {
      const cause = findRetryCause(outcome, write);
      if (cause === undefined) {
        if (outcome.reading && !outcome.reading.incomplete) budget.earn();
        return undefined;
      }
      if (tries >= attempts) return "attempts";
      const backoffMs = random() * Math.min(capMs, baseMs * 2 ** (tries - 1));
      const { reason, afterMs = 0 } = cause;
      const delayMs = Math.max(backoffMs, afterMs);
      if (delayMs >= remainingMs || afterMs > MAX_RETRY_AFTER_MS) return "time";
      if (!budget.take()) return "budget";
      return { reason, delayMs };
    },
  };
}

const TOO_MANY_REQUESTS = 429;
/** Sent by a gateway in front of the controller: the controller may or may not have carried out the request. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/** Why a request may be sent again. */
interface RetryCause {
  /** Such as "ECONNREFUSED", "HTTP 503" or "-7132". */
  readonly reason: string;
  /** Milliseconds the controller asks to wait. */
  readonly afterMs?: number | undefined;
}

/** @returns undefined when the outcome is final */
function findRetryCause(outcome: Outcome<unknown>, write: boolean): RetryCause | undefined {
  const { error, reading } = outcome;
  if (reading === undefined) {
    if (isOmadaConnectionError(error))
      return write && !outcome.unsent ? undefined : { reason: error.reason ?? "connection" };
    if (!isOmadaAuthError(error)) return undefined;
    const cause = causeInAnswer(error.status ?? 0, error.code, false);
    return cause && { ...cause, afterMs: error.retryAfterMs };
  }
  if (reading.incomplete) return write ? undefined : { reason: "incomplete" };
  const cause = causeInAnswer(reading.status, reading.errorCode, write);
  return cause && { ...cause, afterMs: readRetryAfter(reading.headers) };
}

function causeInAnswer(status: number, code: number | undefined, write: boolean): RetryCause | undefined {
  if (code !== undefined && NOT_DONE_CODES.has(code)) return { reason: `${code}` };
  const isTemporary =
    status === TOO_MANY_REQUESTS || (!write && code === undefined && GATEWAY_STATUSES.has(status));
  return isTemporary ? { reason: `HTTP ${status}` } : undefined;
}

/** How much of a retry a usable answer gives back. */
const EARNED_PER_ANSWER = 0.2;

/** @param size number of retries at first, and at most */
function createBudget(size: number) {
  let left = size;
  return {
    /** Takes one retry; false when there is none left. */
    take() {
      if (left < 1) return false;
      left--;
      return true;
    },
    earn() {
      if (left < size) left = Math.min(size, left + EARNED_PER_ANSWER);
    },
  };
}

/**
 * Milliseconds a Retry-After header asks for; undefined when there is none that can be read. A date is compared with
 * the Date header of the same answer, so a wrong clock of this computer does not matter.
 */
function readRetryAfter(headers: Pick<Headers, "get">): number | undefined {
  const text = headers.get("retry-after")?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const then = Date.parse(text);
  const now = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(then)) return undefined;
  return Math.max(0, then - (Number.isNaN(now) ? Date.now() : now));
}
