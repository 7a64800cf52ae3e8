/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { type FileHandle, lstat, mkdir, open, readFile, rm, rmdir, utimes } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenLock } from "../process-lock.js";

/** How processes keep out of each other's way. */
export interface FileLockOptions {
  /**
   * Milliseconds without a sign of life after which the lock of another process counts as left behind by a crash;
   * 10000 by default. A living holder gives a sign four times as often.
   */
  staleLockMs?: number | undefined;
}

/** Milliseconds between two looks at a lock somebody else has; a random part of as much again is added. */
const LOOK_EVERY = 25;

/**
 * Makes a lock of files: who creates the file has it, and touches it while working. No clock is compared with the disk's:
 * a lock is stale when it stayed the same for as long as that by the steady clock of the process that waits.
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
    await sleep(LOOK_EVERY * (1 + Math.random()), undefined, { signal }).catch(() => signal.throwIfAborted());
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
    // An empty lock, as a full disk leaves it, would keep everybody waiting until it counts as left behind.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Who holds a lock, and when it was last touched; undefined when it is free. Whatever lies there counts as a lock. */
async function signOfLife(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return undefined;
  const holder = found.isFile() ? await readFile(path, "utf8").catch(() => "") : "";
  return `${found.ino} ${found.mtimeMs} ${holder}`;
}

/**
 * Removes a lock left behind. One process at a time looks once more and removes, so that nobody removes a new lock.
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

/** Milliseconds for which a guard lasts at most; it is needed for two file operations. */
const GUARD_LIFE = 60_000;

/** A crash between those two operations must not keep the lock for ever. */
async function breakGuard(guard: string): Promise<void> {
  const made = await lstat(guard).catch(() => undefined);
  const old = made && (!made.isDirectory() || Math.abs(Date.now() - made.mtimeMs) > GUARD_LIFE);
  if (old) await rm(guard, { force: true, recursive: true });
}

/** Lets go of a lock, unless it was broken and belongs to somebody else now. */
async function removeIf(path: string, mine: string): Promise<void> {
  const holder = await readFile(path, "utf8").catch(() => undefined);
  if (holder === mine) await rm(path, { force: true });
}
