import { type ControllerInfo, readControllerInfo } from "../client/controller-info.js";
import type { Envelope } from "../response/envelope.js";
import { onAbort } from "../transport/timing.js";
import type { Transport } from "../transport/transport.js";
import { loadCodesFor } from "./codes.js";
import type { HintContext } from "./hints.js";

const UNKNOWN_ID = -7131;
/** A hint is not worth waiting longer for. */
const PATIENCE_MS = 3000;

/** How long the caller will wait. */
interface Patience {
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds the call has left. */
  readonly remainingMs?: number;
}

const looking = new WeakMap<Transport, Promise<ControllerInfo | undefined>>();

/**
 * Gathers what explains an error before it is thrown: names of rarer codes, and for -7131 what the controller says about
 * itself by now.
 * @param context what is known without asking
 * @throws the reason of the signal, and nothing else
 */
export async function lookUp(
  { errorCode }: Pick<Envelope, "errorCode">,
  transport: Transport,
  context: HintContext,
  { signal, remainingMs = PATIENCE_MS }: Patience = {},
): Promise<HintContext> {
  const code = Number(errorCode);
  await loadCodesFor(code);
  // Without an id the host is a cloud one, or does not answer /api/info at all.
  if (code !== UNKNOWN_ID || context.reportedId === undefined || remainingMs <= 0) return context;
  const ms = Math.min(PATIENCE_MS, remainingMs);
  const info = await waitFor(look(transport), transport, ms, signal);
  signal?.throwIfAborted();
  if (!info) return context;
  return { ...context, reportedId: info.omadacId, formerId: context.reportedId, mspMode: info.mspMode };
}

/** Asks once for all calls that fail at the same time. */
function look(transport: Transport): Promise<ControllerInfo | undefined> {
  let info = looking.get(transport);
  if (!info) {
    info = readControllerInfo({ ...transport, retrier: undefined, timeoutMs: PATIENCE_MS })
      .catch(() => undefined)
      .finally(() => looking.delete(transport));
    looking.set(transport, info);
  }
  return info;
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
