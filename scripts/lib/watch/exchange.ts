import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exchangeFiles, ignoreMissing } from "@omada-sdk/codegen/write-file";

/** What files are to become, by path below a folder; undefined for those that go. */
export type Changes = ReadonlyMap<string, Uint8Array | string | undefined>;

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
 * @throws as `exchangeFiles` does
 */
export async function exchange(root: string, work: string, changes: Changes): Promise<void> {
  const entries = new Map<string, "replace" | "remove">();
  for (const [path, content] of changes) {
    entries.set(path, content === undefined ? "remove" : "replace");
    if (content === undefined) continue;
    const fresh = join(work, "fresh", path);
    await mkdir(dirname(fresh), { recursive: true });
    await writeFile(fresh, content);
  }
  await exchangeFiles(root, work, entries);
}
