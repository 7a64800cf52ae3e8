/**
 * A request that several callers wait for; a caller calls it to wait for the result. When the signal of a caller aborts,
 * the request goes on for the others; when the last one has aborted, the request is aborted.
 */
export type SharedRequest<T> = (signal: AbortSignal | undefined) => Promise<T>;

/** Milliseconds after which a request is aborted: without an answer it must not keep the next one from starting. */
export const MAX_REQUEST_MS = 60_000;

/**
 * Starts a request that callers can share; without callers it goes on, and its failure is ignored.
 * @param start makes the request; its signal aborts when the last caller aborted or it took too long
 * @param onEnd called once, when the request has ended or was aborted
 */
export function singleFlight<T>(
  start: (signal: AbortSignal) => Promise<T>,
  onEnd: () => void,
): SharedRequest<T> {
  const controller = new AbortController();
  const { signal: abandoned } = controller;
  const result = start(AbortSignal.any([abandoned, AbortSignal.timeout(MAX_REQUEST_MS)])).finally(
    () => abandoned.aborted || onEnd(),
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
