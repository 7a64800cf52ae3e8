import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompress, constants } from "node:zlib";

/** The reports of imports are for maintainers. */
const LEFT_OUT = /(^|\/)import-report\.json$/;

/**
 * The data of a specs folder in one compressed file: a JSON object of the JSON files by their paths. The same folder gives
 * the same bytes.
 */
export async function specsArchive(specsDir: string): Promise<Buffer> {
  const paths = (await readdir(specsDir, { recursive: true }))
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".json") && !LEFT_OUT.test(path))
    .sort();
  const files: Record<string, unknown> = {};
  for (const path of paths) files[path] = JSON.parse(await readFile(join(specsDir, path), "utf8"));
  const text = Buffer.from(JSON.stringify(files));
  const params = {
    // The highest quality saves 50 kB more and takes 20 times as long.
    [constants.BROTLI_PARAM_QUALITY]: 9,
    // Snapshots repeat each other, at a distance of megabytes.
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return new Promise((resolve, reject) => {
    brotliCompress(text, { params }, (error, result) => (error ? reject(error) : resolve(result)));
  });
}
