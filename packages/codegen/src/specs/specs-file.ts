import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The text of a file of a specs folder; undefined where the folder does not have it. */
export async function readSpecsFile(specsDir: string, name: string): Promise<string | undefined> {
  return readFile(join(specsDir, name), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
