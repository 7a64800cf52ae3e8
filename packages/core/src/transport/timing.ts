interface Subscription {
  readonly callbacks: Set<() => void>;
  readonly fire: () => void;
}

const subscriptions = new WeakMap<AbortSignal, Subscription>();

/**
 * Calls back when a signal aborts. However many callbacks share a signal, it carries one listener: Node warns about a
 * leak from eleven on, which is what eleven calls under one signal would be.
 * @returns takes the callback away again
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
