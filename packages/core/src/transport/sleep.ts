import type { Clock } from "./clock.js";
import { onAbort } from "./timing.js";

/**
 * Waits, and leaves no timer and no listener behind.
 * @param ms 0 or more
 * @throws the reason of the signal as soon as it aborts
 */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const cancelTimer = clock.timer(() => {
      unsubscribe();
      resolve();
    }, ms);
    const unsubscribe = onAbort(signal, () => {
      cancelTimer();
      reject(signal.reason);
    });
  });
}
