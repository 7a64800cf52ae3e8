import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** What became of a report: `same` as committed, `accepted` and written, or `changed` without being accepted. */
export type Outcome = "same" | "accepted" | "changed";

/** Compares a report with the committed file; writes it only when the change is accepted. */
export async function compareGolden(file: string, text: string, accept: boolean): Promise<Outcome> {
  const committed = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (committed === text) return "same";
  if (!accept) return "changed";
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return "accepted";
}

/** The first lines that differ between a report and the committed file, as `- was` and `+ is`. */
export function firstDifferences(committed: string, text: string, maxLines = 12): string[] {
  const was = committed.split("\n");
  const is = text.split("\n");
  const gone = was.filter((line) => !is.includes(line)).map((line) => `- ${line}`);
  const fresh = is.filter((line) => !was.includes(line)).map((line) => `+ ${line}`);
  const all = [...gone.slice(0, maxLines / 2), ...fresh.slice(0, maxLines / 2)];
  const more = gone.length + fresh.length - all.length;
  return more > 0 ? [...all, `  and ${more} more lines`] : all;
}
