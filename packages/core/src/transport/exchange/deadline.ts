import { OmadaError } from "@omada-sdk/auth";
import { OmadaTimeoutError } from "../../errors/errors.js";
import { type Clock, MAX_TIMER_MS, onAbort, systemClock } from "../timing.js";

/** A signal that aborts with the caller's or after a time, and leaves no timer and no listener behind once released. */
export class Deadline {
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  readonly #timeoutMs: number;
  readonly #makeError: () => unknown;
  readonly #unsubscribe: (() => void) | undefined;
  #end = Number.POSITIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  /**
   * Prepares a deadline; its clock does not run yet.
   * @param outer signal of the caller
   * @param timeoutMs 0 or more; 0 and Infinity set no limit
   * @param makeError makes the reason of the signal when the time is over
   * @throws OmadaError when `timeoutMs` is negative or not a number
   */
  constructor(clock: Clock, outer: AbortSignal | undefined, timeoutMs: number, makeError: () => unknown) {
    if (!(timeoutMs >= 0)) throw new OmadaError("timeoutMs is a number of milliseconds, 0 or more.");
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#makeError = makeError;
    if (outer?.aborted) this.#controller.abort(outer.reason);
    else if (outer) this.#unsubscribe = onAbort(outer, () => this.#controller.abort(outer.reason));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** When the time is over, on the clock; Infinity when there is no limit or the clock does not run yet. */
  get end(): number {
    return this.#end;
  }

  /** Starts the clock; further calls change nothing. */
  startClock(): void {
    const ms = this.#timeoutMs;
    if (ms === 0 || ms > MAX_TIMER_MS || this.#cancelTimer) return;
    this.#end = this.#clock.now() + ms;
    this.#cancelTimer = this.#clock.timer(() => this.#controller.abort(this.#makeError()), ms);
  }

  /** Milliseconds left; Infinity when there is no limit or the clock does not run yet. */
  remainingMs(): number {
    return this.#end - this.#clock.now();
  }

  /** Stops the clock; the caller's signal still counts. */
  stopClock(): void {
    this.#cancelTimer?.();
  }

  /** Stops the clock and removes the listener from the caller's signal. */
  release(): void {
    this.stopClock();
    this.#unsubscribe?.();
  }
}

/**
 * Sets one time limit for something that takes several calls, such as reading all pages.
 * @param timeoutMs milliseconds; 0 for no limit
 * @param run gets a signal that aborts at the end of the time; pass it on to every call
 * @param options.signal also ends it, with its own reason
 * @param options.label names it in the error
 * @throws OmadaTimeoutError when it is not done in time, or what `run` throws
 */
export async function withTimeout<T>(
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<T>,
  options: { signal?: AbortSignal | undefined; label?: string | undefined } = {},
): Promise<T> {
  const makeError = () => new OmadaTimeoutError(options.label ?? "withTimeout", timeoutMs);
  const deadline = new Deadline(systemClock, options.signal, timeoutMs, makeError);
  const { signal } = deadline;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    signal.throwIfAborted();
    deadline.startClock();
    return await Promise.race([run(signal), aborted]);
  } finally {
    if (stop) signal.removeEventListener("abort", stop);
    deadline.release();
  }
}
