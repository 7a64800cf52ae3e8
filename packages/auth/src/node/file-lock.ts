/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { type FileHandle, lstat, mkdir, open, readFile, rm, rmdir, utimes } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenLock } from "../token-store.js";

/** How processes lock a token. */
export interface FileLockOptions {
  /**
   * Milliseconds after which the lock of another process counts as left by a crash, if that process did not touch it;
   * 10000 by default. A running holder touches it four times as often.
   */
  staleLockMs?: number | undefined;
}

/** Milliseconds between two attempts to get a lock; a random part of up to as much is added. */
const ATTEMPT_EVERY_MS = 25;

/**
 * Makes a lock of files: the process that creates the file holds the lock, and touches the file while it works. A lock is
 * stale when the waiting process sees no change for `staleLockMs` on its steady clock; the clock of the disk does not
 * matter.
 * @returns a lock whose keys are paths
 */
export function createFileLock({ staleLockMs = 10_000 }: FileLockOptions): TokenLock {
  return async (path, task, signal) => {
    const mine = randomUUID();
    await acquire(path, mine, staleLockMs, signal);
    const beat = setInterval(() => {
      const now = new Date();
      utimes(path, now, now).catch(() => undefined);
    }, staleLockMs / 4);
    beat.unref();
    try {
      return await task();
    } finally {
      clearInterval(beat);
      await removeIf(path, mine);
    }
  };
}

async function acquire(path: string, mine: string, staleLockMs: number, signal: AbortSignal): Promise<void> {
  let seen: string | undefined;
  let since = performance.now();
  for (;;) {
    signal.throwIfAborted();
    if (await create(path, mine)) return;
    const sign = await signOfLife(path);
    if (sign !== seen) {
      seen = sign;
      since = performance.now();
    } else if (sign && performance.now() - since > staleLockMs) await breakStale(path, sign);
    await sleep(ATTEMPT_EVERY_MS * (1 + Math.random()), undefined, { signal }).catch(() =>
      signal.throwIfAborted(),
    );
  }
}

async function create(path: string, mine: string): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await open(path, "wx", 0o600);
  } catch (error) {
    // Windows answers EPERM while a file that was deleted is still open somewhere.
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || (code === "EPERM" && process.platform === "win32")) return false;
    throw error;
  }
  try {
    await file.writeFile(mine);
    return true;
  } catch (error) {
    // A full disk leaves an empty lock, for which other processes would wait until it is stale.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Holder and last change of a lock; undefined when it is free. A folder or a link in its place counts as a lock, too. */
async function signOfLife(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return undefined;
  const holder = found.isFile() ? await readFile(path, "utf8").catch(() => "") : "";
  return `${found.ino} ${found.mtimeMs} ${holder}`;
}

/**
 * Removes a stale lock. Only one process at a time checks again and removes it, so that none removes a new lock.
 * @throws Error of the file system when that is impossible, as on a disk that is read-only
 */
async function breakStale(path: string, sign: string): Promise<void> {
  const guard = `${path}.breaking`;
  try {
    await mkdir(guard);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return breakGuard(guard);
  }
  try {
    if ((await signOfLife(path)) === sign) await rm(path, { force: true, recursive: true });
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}

/** Milliseconds for which a guard is valid at most; it is needed for two file operations. */
const MAX_GUARD_MS = 60_000;

/** Removes an old guard: a crash between those two operations must not block the lock for ever. */
async function breakGuard(guard: string): Promise<void> {
  const made = await lstat(guard).catch(() => undefined);
  const old = made && (!made.isDirectory() || Math.abs(Date.now() - made.mtimeMs) > MAX_GUARD_MS);
  if (old) await rm(guard, { force: true, recursive: true });
}

/** Removes a lock, unless another process removed it as stale and holds it now. */
async function removeIf(path: string, mine: string): Promise<void> {
  const holder = await readFile(path, "utf8").catch(() => undefined);
  if (holder === mine) await rm(path, { force: true });
}
