import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a file that is there completely or not at all: readers never see half of it, and a failure leaves what stood
 * there, and nothing beside it.
 * @param mode who may read and write it; by default what the system gives new files
 */
export async function writeWholeFile(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  mode = 0o666,
): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    // "wx": another user who may write to the folder cannot redirect it with a link.
    await writeFile(draft, content, { flag: "wx", mode, flush: true });
    await rename(draft, path);
  } catch (error) {
    // What failed is what the caller has to know, not that its draft could not be removed either.
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** An exchange that failed and could not be undone either; the message says where the previous files are. */
export class NotUndoneError extends Error {
  override readonly name = "NotUndoneError";
}

/**
 * Exchanges files and folders of a folder: all of them, or none.
 * @param work a folder on the same file system; it holds the new ones in `fresh` and gets the previous ones in `previous`
 * @param entries by path below the folder, in the order in which they are exchanged; `remove` has none in `fresh`
 * @throws the reason of a failure, after what was exchanged has been put back; NotUndoneError when that fails, too
 */
export async function exchangeFiles(
  folder: string,
  work: string,
  entries: ReadonlyMap<string, "replace" | "remove">,
): Promise<void> {
  const [fresh, previous] = [join(work, "fresh"), join(work, "previous")];
  const made: string[] = [];
  const moved: string[] = [];
  try {
    for (const [path, what] of entries) {
      await mkdir(dirname(join(previous, path)), { recursive: true });
      await rename(join(folder, path), join(previous, path)).catch(ignoreMissing);
      moved.push(path);
      if (what === "remove") continue;
      const first = await mkdir(dirname(join(folder, path)), { recursive: true });
      if (first !== undefined) made.push(first);
      await rename(join(fresh, path), join(folder, path));
    }
  } catch (error) {
    try {
      for (const path of moved.reverse()) {
        // Where there was nothing before, the new one goes back to where it was written.
        await rename(join(folder, path), join(fresh, path)).catch(ignoreMissing);
        await rename(join(previous, path), join(folder, path)).catch(ignoreMissing);
      }
      for (const path of made.reverse()) await rmdir(path);
    } catch {
      const reason = error instanceof Error ? error.message : String(error);
      throw new NotUndoneError(`${reason}. What stood there before is in ${previous}; move it back`);
    }
    throw error;
  }
}

/** For what may be missing: any other failure is thrown. */
export function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
