import { OmadaTimeoutError } from "../errors/timeout-error.js";
import { systemClock } from "../transport/clock.js";
import { prepareDeadline } from "../transport/exchange/deadline.js";

/**
 * Gives something that takes several calls, such as reading all pages, one time to be done in.
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
  const onTime = () => new OmadaTimeoutError(options.label ?? "withTimeout", timeoutMs);
  const deadline = prepareDeadline(systemClock, options.signal, timeoutMs, onTime);
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
