import { readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** Every file of a built site, with `/`. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll(sep, "/"),
    )
    .sort();
}

export function pagesOf(folder: string): string[] {
  return filesOf(folder).filter((file) => file.endsWith(".html"));
}

/** An address below the site's own: names of files hold characters that addresses escape. */
export function addressOf(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}

/** One of each kind: the pages at the top, and the median and the largest one of each folder. */
export function kindsOfPages(folder: string): string[] {
  const pages = pagesOf(folder);
  const folders = new Set(pages.filter((page) => page.includes("/")).map((page) => page.split("/")[0]));
  const size = (page: string) => statSync(join(folder, page)).size;
  const examples = [...folders].flatMap((name) => {
    const sorted = pages.filter((page) => page.startsWith(`${name}/`)).sort((a, b) => size(a) - size(b));
    return [...new Set([sorted[sorted.length >> 1], sorted.at(-1)])] as string[];
  });
  return [...pages.filter((page) => !page.includes("/")), ...examples];
}
