import { copyFile, lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { writeWholeFile } from "./write-file.js";

/**
 * Makes a folder hold exactly these files. A file that is right already is left alone (compilers and editors then
 * need not look again), one that is not is written beside its place and renamed, and everything else is removed.
 */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const present = await filesBelow(folder);
  await Promise.all([...files].map(([name, text]) => writeIfDifferent(join(folder, name), text)));
  const stale = present.filter((path) => !files.has(relative(folder, path).replaceAll("\\", "/")));
  await Promise.all(stale.map((path) => rm(path, { force: true })));
}

/** Writes a file unless it holds that already, and makes the folders around it. */
export async function writeIfDifferent(path: string, content: string | Uint8Array): Promise<void> {
  const current = await readFile(path).catch(() => undefined);
  if (current?.equals(Buffer.from(content))) return;
  await mkdir(dirname(path), { recursive: true });
  await writeWholeFile(path, content);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** An exchange that failed and could not be undone either; the message says where the previous files are. */
export class NotUndoneError extends Error {
  override readonly name = "NotUndoneError";
}

/**
 * Writes files and folders into a working folder and then exchanges them for those that stand in the folder itself: all of
 * them, or none.
 */
export class StagedFiles {
  readonly #folder: string;
  readonly #work: string;
  readonly #fresh: string;
  readonly #previous: string;
  /** Files and folders directly below the folder, in the order in which they are exchanged. */
  readonly #entries = new Set<string>();
  /** Those of them that are only taken away. */
  readonly #removed = new Set<string>();
  /** The outermost folder that had to be made. */
  #made: string | undefined;

  /** @param work name of the working folder */
  constructor(folder: string, work: string) {
    this.#folder = folder;
    this.#work = join(folder, work);
    this.#fresh = join(this.#work, "fresh");
    this.#previous = join(this.#work, "previous");
  }

  /** Makes the working folder, and the folder around it where it is missing. */
  async open(): Promise<void> {
    this.#made = await mkdir(this.#folder, { recursive: true });
    await rm(this.#fresh, { recursive: true, force: true });
    for (const folder of [this.#fresh, this.#previous]) await mkdir(folder, { recursive: true });
  }

  /** @param path of the file, below the folder, with "/" */
  async write(path: string, content: string | Uint8Array): Promise<void> {
    await writeFile(await this.#place(path), content);
  }

  /** Takes a file or folder directly below the folder away, where it is there. */
  remove(entry: string): void {
    this.#entries.add(entry);
    this.#removed.add(entry);
  }

  /** Takes over a file of an entry that is going to be exchanged, if it is there. */
  async keep(path: string): Promise<void> {
    await copyFile(join(this.#folder, path), await this.#place(path)).catch(ignoreMissing);
  }

  /**
   * Exchanges the entries.
   * @throws the reason of a failure, after what was exchanged has been put back; NotUndoneError when that fails, too
   */
  async commit(): Promise<void> {
    const moved: string[] = [];
    try {
      for (const entry of this.#entries) {
        moved.push(entry);
        await rename(join(this.#folder, entry), join(this.#previous, entry)).catch(ignoreMissing);
        if (!this.#removed.has(entry)) await rename(join(this.#fresh, entry), join(this.#folder, entry));
      }
    } catch (error) {
      try {
        for (const entry of moved) await this.#putBack(entry);
      } catch {
        const reason = error instanceof Error ? error.message : String(error);
        throw new NotUndoneError(`${reason}. What stood there before is in ${this.#previous}; move it back`);
      }
      throw error;
    }
    await rm(this.#work, { recursive: true, force: true });
  }

  /** Removes the working folder, and the folders around it that `open` made; those that hold other files by now stay. */
  async discard(): Promise<void> {
    await rm(this.#work, { recursive: true, force: true });
    if (this.#made === undefined) return;
    for (let folder = resolve(this.#folder); ; folder = dirname(folder)) {
      await rmdir(folder);
      if (folder === resolve(this.#made)) return;
    }
  }

  async #place(path: string): Promise<string> {
    const [entry = "", ...rest] = path.split("/");
    this.#entries.add(entry);
    const place = join(this.#fresh, path);
    if (rest.length > 0) await mkdir(dirname(place), { recursive: true });
    return place;
  }

  /** Undoes the exchange of one entry, however far it came. */
  async #putBack(entry: string): Promise<void> {
    const target = join(this.#folder, entry);
    const previous = join(this.#previous, entry);
    const isExchanged = !this.#removed.has(entry) && !(await exists(join(this.#fresh, entry)));
    if (isExchanged) await rm(target, { recursive: true, force: true });
    if (await exists(previous)) await rename(previous, target);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
