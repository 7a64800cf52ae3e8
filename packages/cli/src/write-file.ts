import { randomUUID } from "node:crypto";
import { open, rename, rm, writeFile } from "node:fs/promises";

/**
 * Writes a file that is there completely or not at all.
 * @param mode who may read and write it; by default what the system gives new files
 */
export async function writeWholeFile(
  path: string,
  content: string | AsyncIterable<Uint8Array>,
  mode = 0o666,
): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    // "wx": whoever may write to the folder cannot make it write through a link.
    const file = await open(draft, "wx", mode);
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
