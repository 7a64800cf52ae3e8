import { copyFile, mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { exchangeFiles, ignoreMissing, writeWholeFile } from "./write-file.js";

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

/**
 * Writes files and folders into a working folder and then exchanges them for those that stand in the folder itself: all of
 * them, or none.
 */
export class StagedFiles {
  readonly #folder: string;
  readonly #work: string;
  readonly #fresh: string;
  /** Files and folders directly below the folder, in the order in which they are exchanged. */
  readonly #entries = new Map<string, "replace" | "remove">();
  /** The outermost folder that had to be made. */
  #made: string | undefined;

  /** @param work name of the working folder */
  constructor(folder: string, work: string) {
    this.#folder = folder;
    this.#work = join(folder, work);
    this.#fresh = join(this.#work, "fresh");
  }

  /** Makes the working folder, and the folder around it where it is missing. */
  async open(): Promise<void> {
    this.#made = await mkdir(this.#folder, { recursive: true });
    await rm(this.#fresh, { recursive: true, force: true });
    await mkdir(this.#fresh, { recursive: true });
  }

  /** @param path of the file, below the folder, with "/" */
  async write(path: string, content: string | Uint8Array): Promise<void> {
    await writeFile(await this.#place(path), content);
  }

  /** Takes a file or folder directly below the folder away, where it is there. */
  remove(entry: string): void {
    this.#entries.set(entry, "remove");
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
    await exchangeFiles(this.#folder, this.#work, this.#entries);
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
    if (!this.#entries.has(entry)) this.#entries.set(entry, "replace");
    const place = join(this.#fresh, path);
    if (rest.length > 0) await mkdir(dirname(place), { recursive: true });
    return place;
  }
}
