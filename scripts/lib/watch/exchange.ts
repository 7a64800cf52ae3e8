import { mkdir, readdir, readFile, rename, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What files are to become, by path below a folder; undefined for those that go. */
export type Changes = ReadonlyMap<string, Uint8Array | string | undefined>;

/** An exchange that failed and could not be undone either; the message says where the previous files are. */
export class NotUndoneError extends Error {
  override readonly name = "NotUndoneError";
}

/** What has to change in a folder to make it the same as another one. */
export async function changesBetween(before: string, after: string): Promise<Changes> {
  const [old, fresh] = await Promise.all([filesIn(before), filesIn(after)]);
  const changes = new Map<string, Uint8Array | undefined>();
  for (const path of new Set([...old, ...fresh].sort())) {
    const [was, is] = await Promise.all(
      [before, after].map((folder) => readFile(join(folder, path)).catch(ignoreMissing)),
    );
    if (is === undefined || was?.equals(is) !== true) changes.set(path, is);
  }
  return changes;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}

/**
 * Exchanges files of a folder: all of them, or none.
 * @param work an empty folder on the same file system
 * @throws the reason of a failure, after what was exchanged has been put back; NotUndoneError when that fails, too
 */
export async function exchange(root: string, work: string, changes: Changes): Promise<void> {
  for (const [path, content] of changes) {
    for (const part of ["fresh", "previous"])
      await mkdir(dirname(join(work, part, path)), { recursive: true });
    if (content !== undefined) await writeFile(join(work, "fresh", path), content);
  }
  const made: string[] = [];
  const moved: string[] = [];
  try {
    for (const [path, content] of changes) {
      await rename(join(root, path), join(work, "previous", path)).catch(ignoreMissing);
      moved.push(path);
      if (content === undefined) continue;
      const first = await mkdir(dirname(join(root, path)), { recursive: true });
      if (first !== undefined) made.push(first);
      await rename(join(work, "fresh", path), join(root, path));
    }
  } catch (error) {
    try {
      for (const path of moved.reverse()) await putBack(root, work, path);
      for (const folder of made.reverse()) await rmdir(folder);
    } catch {
      const reason = (error as Error).message;
      throw new NotUndoneError(
        `${reason}. Files that stood there before are in ${join(work, "previous")}; move them back`,
      );
    }
    throw error;
  }
}

async function putBack(root: string, work: string, path: string): Promise<void> {
  const previous = join(work, "previous", path);
  // Where there was no file before, the new one goes back to where it was written.
  await rename(join(root, path), join(work, "fresh", path)).catch(ignoreMissing);
  await rename(previous, join(root, path)).catch(ignoreMissing);
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
