import type { FetchLike } from "../server/fetch.js";

/**
 * A fetch that gives up on a receiver that does not answer, also where the inner one does not heed signals.
 * @param patience milliseconds of real time, as a receiver knows nothing of the mock's clock
 */
export function patientFetch(inner: FetchLike, patience: number): FetchLike {
  return async (input, init) => {
    const stop = new AbortController();
    let alarm: NodeJS.Timeout | undefined;
    const givenUp = new Promise<never>((_, reject) => {
      alarm = setTimeout(() => {
        stop.abort();
        reject(new Error(`No answer within ${patience} ms.`));
      }, patience);
    });
    try {
      return await Promise.race([inner(input, { ...init, signal: stop.signal }), givenUp]);
    } finally {
      clearTimeout(alarm);
    }
  };
}
