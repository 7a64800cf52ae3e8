import { loadCodesFor } from "../errors/codes.js";
import type { ControllerInfo } from "../transport/controller-info.js";
import type { LookUp } from "../transport/exchange/credentials.js";
import type { Transport } from "../transport/exchange/transport.js";
import { onAbort } from "../transport/timing.js";

const UNKNOWN_ID = -7131;
/** Milliseconds to wait for a hint at most. */
const MAX_HINT_WAIT_MS = 3000;

/**
 * Makes the function that gathers what explains an error: names of rarer codes, and for -7131 what the controller now
 * says about itself. Loaded when the first error comes.
 * @param readInfo asks the controller
 */
export function createLookUp(
  transport: Transport,
  readInfo: (transport: Transport) => Promise<ControllerInfo>,
): LookUp {
  let asking: Promise<ControllerInfo | undefined> | undefined;
  /** Asks once for all calls that fail at the same time. */
  const ask = () => {
    asking ??= readInfo({ ...transport, retrier: undefined, timeoutMs: MAX_HINT_WAIT_MS })
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return async (code, known, { signal, remainingMs = MAX_HINT_WAIT_MS }) => {
    await loadCodesFor(code);
    // Without an id the host is a cloud one, or does not answer /api/info at all.
    if (code !== UNKNOWN_ID || known.reportedId === undefined || remainingMs <= 0) return known;
    const info = await waitFor(ask(), transport, Math.min(MAX_HINT_WAIT_MS, remainingMs), signal);
    signal?.throwIfAborted();
    if (!info) return known;
    return { ...known, reportedId: info.omadacId, formerId: known.reportedId, mspMode: info.mspMode };
  };
}

/** The answer, or undefined when it does not come in time. */
function waitFor<T>(
  answer: Promise<T>,
  { clock }: Transport,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const settle = (value: T | undefined) => {
      cancelTimer();
      unsubscribe?.();
      resolve(value);
    };
    const cancelTimer = clock.timer(() => settle(undefined), ms);
    const unsubscribe = signal && onAbort(signal, () => settle(undefined));
    answer.then(settle);
  });
}
