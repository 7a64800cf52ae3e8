import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { OmadaError, type TokenLock } from "@omada-sdk/auth";
import { fileTokenStore } from "@omada-sdk/auth/node";

/** Stores the fingerprint of the certificate of each controller. */
export interface PinStore {
  /** @param origin scheme, host and port */
  get(origin: string): Promise<string | undefined>;
  /**
   * Stores a fingerprint unless there is one for the controller already: of several that are added at the same time
   * only the first one is stored.
   * @returns the fingerprint that is stored from now on
   */
  add(origin: string, fingerprint256: string): Promise<string>;
}

/**
 * Stores fingerprints in a JSON file, one member per controller, that only its owner can read. Several processes may use
 * it at the same time. To trust a new certificate, remove the member of its controller. A symbolic link in the place of
 * the file is refused: another user could have made it and so choose which certificates are trusted.
 * @param path of the file; missing folders are made, for its owner only. It should be on a local disk.
 */
export function filePinStore(path: string): PinStore {
  const file = resolve(path);
  return {
    get: async (origin) => pinOf(await readPins(file), origin),
    async add(origin, fingerprint256) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      return lockFile(file, async () => {
        const pins = await readPins(file);
        const stored = pinOf(pins, origin);
        if (stored !== undefined) return stored;
        await replaceFile(file, `${JSON.stringify({ ...pins, [origin]: fingerprint256 }, null, 2)}\n`);
        return fingerprint256;
      });
    },
  };
}

type Pins = Readonly<Record<string, string>>;

function pinOf(pins: Pins, origin: string): string | undefined {
  return Object.hasOwn(pins, origin) ? pins[origin] : undefined;
}

async function readPins(file: string): Promise<Pins> {
  let text: string;
  try {
    text = await readWithoutLink(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return {};
    if (code === "ELOOP") throw new OmadaError(`${file} is a symbolic link. Name the file itself.`);
    throw error;
  }
  const pins = parse(text);
  if (!isPins(pins))
    throw new OmadaError(`${file} does not hold the JSON of known fingerprints. Repair or remove it.`);
  return pins;
}

/** Reads a file, but not through a symbolic link. */
async function readWithoutLink(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPins(value: unknown): value is Pins {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((pin) => typeof pin === "string");
}

/** End of the names of drafts. */
const DRAFT = /^\.[\da-f-]{36}\.tmp$/;

/**
 * Writes a draft and renames it to the file, so that no process reads half of it. Only the holder of the lock writes:
 * drafts that are there already were left by processes that crashed.
 */
async function replaceFile(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  const name = basename(file);
  for (const found of await readdir(folder))
    if (found.startsWith(name) && DRAFT.test(found.slice(name.length))) await rm(join(folder, found));
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx", flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Milliseconds to wait for other processes, each of which needs a few; a lock left by a crash is removed after 10000. */
const MAX_LOCK_WAIT_MS = 30_000;

/** The last task for each file: tasks of this process wait for each other without using the lock file. */
const tails = new Map<string, Promise<unknown>>();

/**
 * Runs a task while no other one runs for the same file, in this process or another: with a lock file beside it, in
 * the same way as `fileTokenStore` locks.
 * @param file absolute path; its folder has to exist
 * @throws OmadaError when another process holds the lock for more than 30 seconds
 */
function lockFile<T>(file: string, task: () => Promise<T>): Promise<T> {
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
  const signal = AbortSignal.timeout(MAX_LOCK_WAIT_MS);
  let entered = false;
  const locked = () => {
    entered = true;
    return task();
  };
  try {
    return await lock(basename(file), locked, signal);
  } catch (error) {
    if (entered || !signal.aborted) throw error;
    throw new OmadaError(`${file} has been locked by another process for ${MAX_LOCK_WAIT_MS / 1000} s.`, {
      cause: error,
    });
  }
}
