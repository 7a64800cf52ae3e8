/** A request that several callers wait for. */
export interface Flight<T> {
  /** Joins those who wait. Who aborts leaves the request to the others; the last one to leave aborts it. */
  readonly board: (signal: AbortSignal | undefined) => Promise<T>;
}

/**
 * Starts a request that callers can board.
 * @param start makes the request; its signal aborts when nobody waits any longer
 * @param onEnd called once, when it is over or given up
 */
export function takeOff<T>(start: (signal: AbortSignal) => Promise<T>, onEnd: () => void): Flight<T> {
  const controller = new AbortController();
  const { signal: left } = controller;
  const end = () => left.aborted || onEnd();
  const result = start(left).finally(end);
  let waiting = 0;
  return {
    board(signal) {
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
    },
  };
}
