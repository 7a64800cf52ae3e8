import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { reasonOf } from "../import/errors.js";
import { PullError } from "./error.js";

/**
 * Refuses a target that would lose something.
 * @throws PullError when it is no folder, or holds files and may not be replaced
 */
export async function refuseTaken(out: string, replace: boolean): Promise<void> {
  let names: string[];
  try {
    names = await readdir(out);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    throw new PullError(code === "ENOTDIR" ? `${out} is a file; name a folder` : reasonOf(error));
  }
  if (names.length > 0 && !replace) {
    throw new PullError(`${out} is not empty; pass --replace to replace all of it, or name another folder`);
  }
}

/** A folder that is filled beside its place and then moved there, so that it is there completely or not at all. */
export class StagedFolder {
  readonly #out: string;
  readonly #work: string;
  /** The outermost folder that had to be made. */
  #made: string | undefined;

  constructor(out: string) {
    this.#out = withoutEnd(out);
    this.#work = `${this.#out}.pull-${process.pid}`;
  }

  async open(): Promise<void> {
    this.#made = await mkdir(dirname(this.#out), { recursive: true });
    await rm(this.#work, { recursive: true, force: true });
    await mkdir(this.#work);
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.#work, name), text);
  }

  async commit(): Promise<void> {
    const previous = `${this.#work}-previous`;
    const had = await moved(this.#out, previous);
    try {
      await rename(this.#work, this.#out);
    } catch (error) {
      if (had) await rename(previous, this.#out);
      throw error;
    }
    await rm(previous, { recursive: true, force: true });
  }

  async discard(): Promise<void> {
    await rm(this.#work, { recursive: true, force: true });
    if (this.#made === undefined) return;
    // Folders that somebody else put something into meanwhile stay.
    for (let folder = resolve(dirname(this.#out)); ; folder = dirname(folder)) {
      await rmdir(folder);
      if (folder === resolve(this.#made)) return;
    }
  }
}

/** The folder's path without slashes at its end. */
function withoutEnd(path: string): string {
  let end = path.length;
  while (end > 1 && /[\\/]/.test(path.charAt(end - 1))) end--;
  return path.slice(0, end);
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
