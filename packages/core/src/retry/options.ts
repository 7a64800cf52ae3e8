import { OmadaError } from "@omada-sdk/auth";

/**
 * How requests are tried again. Reads are repeated after connection errors, HTTP 429, 502, 503 and 504 and the
 * errorCodes for "busy" (-7132, -30028, -33004, -33011); writes only when they provably did not reach the controller,
 * or when it says with HTTP 429 or one of the codes that it did not carry them out.
 */
export interface RetryOptions {
  /** How often a request is sent at most, the first time included: 1 or more, 4 by default. */
  attempts?: number | undefined;
  /** Milliseconds the first wait may take, 0 or more, 250 by default; doubled for every further one. */
  baseMs?: number | undefined;
  /**
   * Milliseconds no wait exceeds, 8000 by default. Only a Retry-After of the controller makes it longer, up to five
   * minutes; a call that is to wait for more than that fails at once.
   */
  capMs?: number | undefined;
  /**
   * How many requests the client may repeat without getting a usable answer in between, 0 or more, 20 by default.
   * Five answers earn one repetition back. Keeps a controller that is down from being hammered.
   */
  budget?: number | undefined;
  /** Picks the wait between 0 and its limit; `Math.random` by default. */
  random?: (() => number) | undefined;
}

/** Timers of the platforms go off at once when they are set to more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** {@link RetryOptions} with every default filled in. */
export type RetrySettings = { readonly [Name in keyof RetryOptions]-?: NonNullable<RetryOptions[Name]> };

/**
 * Fills in the defaults.
 * @throws OmadaError when a number is out of range
 */
export function readRetryOptions(options: RetryOptions = {}): RetrySettings {
  const { attempts = 4, baseMs = 250, capMs = 8000, budget = 20, random = Math.random } = options;
  if (!(capMs <= LONGEST_TIMER_MS)) throw new OmadaError("retry.capMs is at most 2147483647, about 24 days.");
  if (!(attempts >= 1)) throw new OmadaError("retry.attempts is a number, 1 or more.");
  for (const [name, value] of Object.entries({ baseMs, capMs, budget }))
    if (!(value >= 0)) throw new OmadaError(`retry.${name} is a number, 0 or more.`);
  return { attempts, baseMs, capMs, budget, random };
}
