/** The clock and the timers of a client; tests and simulations replace them. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /**
   * Calls back once.
   * @param ms milliseconds from now
   * @returns cancels the timer
   */
  timer(callback: () => void, ms: number): () => void;
}

/** The clock of the platform. Setting the system's date does not change it. */
export const systemClock: Clock = {
  now: () => performance.now(),
  timer(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Longest time of a timer: the platforms call back at once for a longer one. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

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

/** Reason of a signal that ends calls whose result is not needed any more: not a failure, so the hooks do not see it. */
export const ABANDONED: unique symbol = Symbol.for("@omada-sdk/abandoned");

interface Subscription {
  readonly callbacks: Set<() => void>;
  readonly fire: () => void;
}

const subscriptions = new WeakMap<AbortSignal, Subscription>();

/**
 * Calls back when a signal aborts. All callbacks of a signal share one listener: Node warns about a leak from eleven
 * listeners on, which eleven calls with one signal would have.
 * @returns removes the callback
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const subscription = subscriptions.get(signal) ?? subscribe(signal);
  const { callbacks, fire } = subscription;
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size > 0 || subscriptions.get(signal) !== subscription) return;
    signal.removeEventListener("abort", fire);
    subscriptions.delete(signal);
  };
}

function subscribe(signal: AbortSignal): Subscription {
  const callbacks = new Set<() => void>();
  const fire = () => {
    subscriptions.delete(signal);
    for (const callback of callbacks) callback();
  };
  signal.addEventListener("abort", fire, { once: true });
  const subscription = { callbacks, fire };
  subscriptions.set(signal, subscription);
  return subscription;
}
