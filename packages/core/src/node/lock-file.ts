import { basename, dirname } from "node:path";
import { OmadaError, type TokenLock } from "@omada-sdk/auth";
import { fileTokenStore } from "@omada-sdk/auth/node";

/** Milliseconds to wait for others, each of which needs a few; a lock left behind by a crash is broken after 10000. */
const LONGEST_WAIT = 30_000;

/** The last task for each file, so that those of this process take turns instead of looking at the disk for theirs. */
const tails = new Map<string, Promise<unknown>>();

/**
 * Runs a task while no other one runs for the same file, in this process or another: with a lock file beside it, the
 * way files of tokens are locked.
 * @param file absolute path; its folder has to exist
 * @throws OmadaError when somebody else keeps the lock for more than 30 seconds
 */
export function lockFile<T>(file: string, task: () => Promise<T>): Promise<T> {
  const before = tails.get(file) ?? Promise.resolve();
  const run = before.then(() => withLock(file, task));
  const done = () => {
    if (tails.get(file) === tail) tails.delete(file);
  };
  const tail: Promise<void> = run.then(done, done);
  tails.set(file, tail);
  return run;
}

async function withLock<T>(file: string, task: () => Promise<T>): Promise<T> {
  const lock = fileTokenStore(dirname(file)).lock as TokenLock;
  const signal = AbortSignal.timeout(LONGEST_WAIT);
  let entered = false;
  const locked = () => {
    entered = true;
    return task();
  };
  try {
    return await lock(basename(file), locked, signal);
  } catch (error) {
    if (entered || !signal.aborted) throw error;
    throw new OmadaError(`${file} has been locked by another process for ${LONGEST_WAIT / 1000} s.`, {
      cause: error,
    });
  }
}
