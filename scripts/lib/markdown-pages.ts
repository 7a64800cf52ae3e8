import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "./check-paths.js";
import { ROOT } from "./places.js";
import { read } from "./source-files.js";

/** Where commands write, or what is not this repository's. */
const ELSEWHERE = /(^|\/)(node_modules|dist|generated|\.[\w.-]+)(\/|$)|^docs\/api\/|CHANGELOG\.md$/;

/** All Markdown pages of the repository that people write or review. */
export function markdownPages(folder = ""): Page[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (ELSEWHERE.test(entry.isDirectory() ? `${path}/` : path)) return [];
    if (entry.isDirectory()) return markdownPages(path);
    return entry.name.endsWith(".md") ? [{ path, text: read(ROOT, path) }] : [];
  });
}
