import { OmadaError } from "@omada-sdk/auth";
import type { Clock } from "../clock.js";
import { giveBack, type Spare, takeController } from "../spare-controllers.js";
import { onAbort } from "../timing.js";

const LONGEST_TIMER = 2 ** 31 - 1;

/** A signal that aborts with the caller's or after a time, and leaves nothing behind once released. */
export class Deadline {
  readonly #clock: Clock;
  readonly #spare: Spare = takeController();
  readonly #timeoutMs: number;
  readonly #onTime: () => unknown;
  readonly #unsubscribe: (() => void) | undefined;
  #end = Number.POSITIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, outer: AbortSignal | undefined, timeoutMs: number, onTime: () => unknown) {
    if (!(timeoutMs >= 0)) throw new OmadaError("timeoutMs is a number of milliseconds, 0 or more.");
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#onTime = onTime;
    if (outer?.aborted) this.#abort(outer.reason);
    else if (outer) this.#unsubscribe = onAbort(outer, () => this.#abort(outer.reason));
  }

  get signal(): AbortSignal {
    return this.#spare.controller.signal;
  }

  /** When the time is over, on the clock; Infinity when there is no limit or the clock does not run yet. */
  get end(): number {
    return this.#end;
  }

  #abort(reason: unknown): void {
    this.#spare.controller.abort(reason);
  }

  /** Starts the clock; further calls change nothing. */
  startClock(): void {
    const ms = this.#timeoutMs;
    if (ms === 0 || ms > LONGEST_TIMER || this.#cancelTimer) return;
    this.#end = this.#clock.now() + ms;
    this.#cancelTimer = this.#clock.timer(() => this.#abort(this.#onTime()), ms);
  }

  /** Milliseconds left; Infinity when there is no limit or the clock does not run yet. */
  remainingMs(): number {
    return this.#end - this.#clock.now();
  }

  /** Stops the clock; the caller's signal still counts. */
  stopClock(): void {
    this.#cancelTimer?.();
  }

  /** Stops everything. */
  release(): void {
    this.stopClock();
    this.#unsubscribe?.();
  }

  /** Stops everything, for good: nobody may look at the signal any more. */
  recycle(): void {
    this.release();
    giveBack(this.#spare);
  }
}

/**
 * Prepares a deadline; its clock does not run yet.
 * @param outer signal of the caller
 * @param timeoutMs 0 or more; 0 and Infinity set no limit
 * @param onTime makes the error for when the time is over
 * @throws OmadaError when `timeoutMs` is negative or not a number
 */
export function prepareDeadline(
  clock: Clock,
  outer: AbortSignal | undefined,
  timeoutMs: number,
  onTime: () => unknown,
): Deadline {
  return new Deadline(clock, outer, timeoutMs, onTime);
}
