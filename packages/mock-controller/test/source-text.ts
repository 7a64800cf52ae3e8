import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const SOURCES = join(import.meta.dirname, "../src");

/** The whole code of this package, without what is generated. */
export async function sourceText(): Promise<string> {
  const files = await readdir(SOURCES, { recursive: true });
  const own = files.filter((file) => file.endsWith(".ts") && !file.startsWith("generated"));
  return (await Promise.all(own.map((file) => readFile(join(SOURCES, file), "utf8")))).join("\n");
}
