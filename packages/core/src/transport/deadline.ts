import { OmadaError } from "@omada-sdk/auth";
import { OmadaTimeoutError } from "../errors/timeout-error.js";
import { onAbort } from "./on-abort.js";

const LONGEST_TIMER = 2 ** 31 - 1;

/** A signal that aborts with the caller's or after a time, and leaves nothing behind once released. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Stops the clock; the caller's signal still counts. */
  stopClock(): void;
  /** Stops everything. */
  release(): void;
}

/**
 * @param outer signal of the caller
 * @param timeoutMs 0 or more; 0 and Infinity set no limit
 * @param label names the call in the timeout error
 * @throws OmadaError when `timeoutMs` is negative or not a number
 */
export function startDeadline(outer: AbortSignal | undefined, timeoutMs: number, label: string): Deadline {
  if (!(timeoutMs >= 0)) throw new OmadaError("timeoutMs is a number of milliseconds, 0 or more.");
  const controller = new AbortController();
  const abort = () => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  const unsubscribe = outer && !outer.aborted ? onAbort(outer, abort) : undefined;
  const limited = timeoutMs > 0 && timeoutMs <= LONGEST_TIMER;
  const timer = limited
    ? setTimeout(() => controller.abort(new OmadaTimeoutError(label, timeoutMs)), timeoutMs)
    : undefined;
  const stopClock = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    stopClock,
    release() {
      stopClock();
      unsubscribe?.();
    },
  };
}
