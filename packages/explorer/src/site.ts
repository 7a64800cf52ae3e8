import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SiteData } from "./data.js";
import { renderPage } from "./page.js";

/** Writes the page and, for other programs, its data. */
export async function writeSite(data: SiteData, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "index.html"), renderPage(data));
  await writeFile(join(out, "data.json"), `${JSON.stringify(data)}\n`);
}
