import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";

/**
 * Writes a file that is there completely or not at all: readers never see half of it, and a failure leaves what stood
 * there, and nothing beside it.
 * @param mode who may read and write it; by default what the system gives new files
 */
export async function writeWholeFile(
  path: string,
  content: string | Uint8Array,
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
