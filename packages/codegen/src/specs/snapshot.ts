import { createHash } from "node:crypto";
import { copyFile, lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ImportError, reasonOf } from "../import/errors.js";
import type { RepairReport } from "../import/repair/report.js";
import type { ApiModel } from "../model/types.js";
import type { NameLock } from "../names/lock.js";
import { apiText } from "./api-txt.js";
import { groupDocument, groupsOf } from "./document.js";
import { type GroupEntry, MANIFEST_FILE, type Manifest } from "./manifest.js";

export const LOCK_FILE = "names.lock.json";

/** Made from several snapshots, not by an import of one: an import leaves it as it is. */
const KEPT_FILE = "CHANGES.md";

/** The files of one snapshot by name, ready to be written; the same model gives the same bytes. */
export function snapshotFiles(
  model: ApiModel,
  report: RepairReport,
): { files: Map<string, string>; groups: GroupEntry[] } {
  const files = new Map<string, string>();
  const groups = groupsOf(model).map((name): GroupEntry => {
    const document = groupDocument(model, name);
    const text = jsonText(document);
    files.set(`${name}.json`, text);
    return {
      name,
      operations: model.operations.filter(({ group }) => group === name).length,
      schemas: Object.keys(document.components.schemas).length,
      sha256: createHash("sha256").update(text).digest("hex"),
    };
  });
  files.set("api.txt", apiText(model));
  files.set("import-report.json", jsonText(report));
  return { files, groups };
}

/**
 * Puts a snapshot into a specs folder. Everything is written beside its place first and then renamed; when a step
 * fails, the steps before it are undone, so the folder is as it was.
 * @throws ImportError saying what could not be written
 */
export async function writeSnapshot(
  specsDir: string,
  id: string,
  files: ReadonlyMap<string, string>,
  manifest: Manifest,
  lock: NameLock,
): Promise<void> {
  const work = join(specsDir, `.new-${id}-${process.pid}`);
  const fresh = join(work, "fresh");
  const previous = join(work, "previous");
  const moved: string[] = [];
  try {
    for (const folder of [previous, join(fresh, id)]) await mkdir(folder, { recursive: true });
    for (const [name, text] of files) await writeFile(join(fresh, id, name), text);
    await copyFile(join(specsDir, id, KEPT_FILE), join(fresh, id, KEPT_FILE)).catch(ignoreMissing);
    await writeFile(join(fresh, MANIFEST_FILE), jsonText(manifest));
    await writeFile(join(fresh, LOCK_FILE), jsonText(lock));
    for (const name of [id, MANIFEST_FILE, LOCK_FILE]) {
      moved.push(name);
      await rename(join(specsDir, name), join(previous, name)).catch(ignoreMissing);
      await rename(join(fresh, name), join(specsDir, name));
    }
  } catch (error) {
    try {
      for (const name of moved) await putBack(join(specsDir, name), join(previous, name), join(fresh, name));
    } catch {
      throw new ImportError(
        `cannot write to ${specsDir}: ${reasonOf(error)}. What stood there before is in ${previous}; move it back`,
      );
    }
    await rm(work, { recursive: true, force: true }).catch(() => undefined);
    throw new ImportError(`cannot write to ${specsDir}, nothing was changed: ${reasonOf(error)}`);
  }
  await rm(work, { recursive: true, force: true });
}

/** Undoes one exchange, however far it came. */
async function putBack(target: string, previous: string, fresh: string): Promise<void> {
  const exchanged = !(await exists(fresh));
  if (exchanged) await rm(target, { recursive: true, force: true });
  if (await exists(previous)) await rename(previous, target);
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}

/** JSON as it is committed: one space of indentation, LF, a final newline. */
function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
