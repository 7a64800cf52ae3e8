/**
 * A request that several callers wait for; called to join them. Who aborts leaves the request to the others; the last
 * one to leave aborts it.
 */
export type Flight<T> = (signal: AbortSignal | undefined) => Promise<T>;

/** Milliseconds after which a request is given up, however many wait: one that hangs must not keep the next from starting. */
export const PATIENCE = 60_000;

/**
 * Starts a request that callers can board; when nobody does, it goes on by itself and its failure stays quiet.
 * @param start makes the request; its signal aborts when the last one left or it took too long
 * @param onEnd called once, when it is over or given up
 */
export function takeOff<T>(start: (signal: AbortSignal) => Promise<T>, onEnd: () => void): Flight<T> {
  const controller = new AbortController();
  const { signal: left } = controller;
  const result = start(AbortSignal.any([left, AbortSignal.timeout(PATIENCE)])).finally(
    () => left.aborted || onEnd(),
  );
  result.catch(() => undefined);
  let waiting = 0;
  return (signal) => {
    waiting++;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        reject(signal?.reason);
        if (--waiting > 0) return;
        onEnd();
        controller.abort();
      };
      signal?.addEventListener("abort", leave);
      result.then(resolve, reject).then(() => signal?.removeEventListener("abort", leave));
    });
  };
}
