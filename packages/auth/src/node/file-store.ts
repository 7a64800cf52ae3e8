/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { StoredToken, TokenStore } from "../token-store.js";
import { createFileLock, type FileLockOptions } from "./file-lock.js";

/**
 * Stores tokens in a folder, one file each, so that several processes share them, also after a restart.
 *
 * Only the owner can read the files (mode 0600 in a folder of mode 0700; on Windows the folder's rights count). A
 * new file is written completely beside the old one, flushed to the disk and then renamed, so there is always a complete
 * file; drafts of processes that crashed while writing are removed at the next write. Two processes never renew the
 * same token at the same time; see {@link FileLockOptions}.
 * @param folder path of the folder; made when it is first used. It should be on a local disk.
 */
export function fileTokenStore(folder: string, options: FileLockOptions = {}): TokenStore {
  const pathOf = (key: string, ending: string) => join(folder, `${encodeURIComponent(key)}${ending}`);
  const makeFolder = () => mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = createFileLock(options);
  return {
    async lock(key, task, signal) {
      await makeFolder();
      return lock(pathOf(key, ".lock"), task, signal);
    },
    async get(key) {
      const text = await readFile(pathOf(key, ".json"), "utf8").catch(ignore("ENOENT"));
      return text ? parse(text) : undefined;
    },
    async set(key, token) {
      await makeFolder();
      await removeLeftOver(folder).catch(() => undefined);
      const draft = pathOf(key, `.${randomUUID()}.tmp`);
      try {
        await writeDurably(draft, JSON.stringify(token));
        await rename(draft, pathOf(key, ".json"));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async delete(key) {
      await rm(pathOf(key, ".json"), { force: true });
    },
  };
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Names of drafts of tokens. */
const DRAFT = /^omada-[\w-]+\.[\da-f-]{36}\.tmp$/;
/** Age in milliseconds at which a draft is certainly not being written any more. */
const MAX_DRAFT_MS = 60_000;

/** Removes drafts of processes that crashed while they wrote. */
async function removeLeftOver(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!DRAFT.test(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await lstat(path);
    if (Math.abs(Date.now() - mtimeMs) > MAX_DRAFT_MS) await rm(path, { force: true });
  }
}

/** A file that is not valid JSON counts as missing. */
function parse(text: string): StoredToken | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For `catch`: returns undefined for one error code and throws all others. */
function ignore(code: string): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code !== code) throw error;
    return undefined;
  };
}
