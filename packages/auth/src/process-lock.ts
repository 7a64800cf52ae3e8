/**
 * Runs a task while nobody else runs one for the same key.
 * @param signal aborts the waiting
 * @returns what the task returns
 */
export type TokenLock = <T>(key: string, task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** A lock among the callers within one process. */
export function createProcessLock(): TokenLock {
  const tails = new Map<string, Promise<unknown>>();
  return (key, task, signal) => {
    const before = tails.get(key);
    const run = (async () => {
      await before;
      signal.throwIfAborted();
      return task();
    })();
    tails.set(
      key,
      run.catch(() => undefined),
    );
    return run;
  };
}
