import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RepairReport } from "../import/repair/report.js";
import type { ApiModel } from "../model/types.js";
import type { NameLock } from "../names/lock.js";
import { apiText } from "./api-txt.js";
import { groupDocument, groupsOf } from "./document.js";
import { type GroupEntry, MANIFEST_FILE, type Manifest } from "./manifest.js";

export const LOCK_FILE = "names.lock.json";

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
 * Puts a snapshot into a specs folder. Everything is written beside its place first and then renamed, so a
 * failure leaves the folder as it was.
 */
export async function writeSnapshot(
  specsDir: string,
  id: string,
  files: ReadonlyMap<string, string>,
  manifest: Manifest,
  lock: NameLock,
): Promise<void> {
  const fresh = join(specsDir, `.new-${id}-${process.pid}`);
  const old = join(specsDir, `.old-${id}-${process.pid}`);
  const target = join(specsDir, id);
  try {
    await mkdir(fresh, { recursive: true });
    for (const [name, text] of files) await writeFile(join(fresh, name), text);
    await writeFile(join(fresh, MANIFEST_FILE), jsonText(manifest));
    await writeFile(join(fresh, LOCK_FILE), jsonText(lock));
    await rename(join(fresh, MANIFEST_FILE), join(specsDir, `.${MANIFEST_FILE}`));
    await rename(join(fresh, LOCK_FILE), join(specsDir, `.${LOCK_FILE}`));
    await rename(target, old).catch(ignoreMissing);
    await rename(fresh, target);
    await rename(join(specsDir, `.${MANIFEST_FILE}`), join(specsDir, MANIFEST_FILE));
    await rename(join(specsDir, `.${LOCK_FILE}`), join(specsDir, LOCK_FILE));
  } catch (error) {
    await rename(old, target).catch(() => undefined);
    throw error;
  } finally {
    for (const leftover of [
      fresh,
      old,
      join(specsDir, `.${MANIFEST_FILE}`),
      join(specsDir, `.${LOCK_FILE}`),
    ]) {
      await rm(leftover, { recursive: true, force: true });
    }
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}

/** JSON as it is committed: one space of indentation, LF, a final newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
