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
    const run = (tails.get(key) ?? Promise.resolve()).then(() => {
      signal.throwIfAborted();
      return task();
    });
    const done = () => {
      if (tails.get(key) === tail) tails.delete(key);
    };
    const tail: Promise<unknown> = run.then(done, done);
    tails.set(key, tail);
    return run;
  };
}
