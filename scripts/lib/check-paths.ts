import { posix } from "node:path";

/** A page of documentation. */
export interface Page {
  /** Relative to the repository, with "/". */
  readonly path: string;
  readonly text: string;
}

/** Code blocks are examples, and their paths are the reader's. */
const CODE_BLOCK = /^```[\s\S]*?^```$/gm;
const CODE_SPAN = /`([^`\n]+)`/g;
const LINK = /\]\(([^)\s]+)\)/g;
/** Written by commands, so not there in a clean clone. */
const WRITTEN = /^docs\/api(\/|$)|(^|\/)(generated|dist|node_modules|\.cache)(\/|$)/;
/** `core/test/outcome.test.ts` stands for `packages/core/test/outcome.test.ts`. */
const IN_PACKAGE = /^[\w-]+\/(src|test)\//;

/**
 * Every path that pages name and every heading that they link to and that does not exist, one line each.
 * @param topLevel names of the folders of the repository; code that begins with one of them is a path
 * @param exists whether a file or folder exists, by its path in the repository
 */
export function checkPaths(
  pages: readonly Page[],
  topLevel: readonly string[],
  exists: (path: string) => boolean,
): string[] {
  const broken: string[] = [];
  const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]));
  for (const { path, text } of pages) {
    const prose = text.replace(CODE_BLOCK, "");
    const links = linksOf(prose, path);
    const named = new Set([...pathsInCode(prose, topLevel), ...links.map(({ target }) => target)]);
    for (const target of named)
      if (!WRITTEN.test(target) && !exists(target)) broken.push(`${path}: ${target} does not exist`);
    for (const { target, anchor } of links)
      if (anchor !== undefined && anchors.get(target)?.has(anchor) === false)
        broken.push(`${path}: ${target} has no heading #${anchor}`);
  }
  return broken;
}

/** The addresses of the headings of a page, as GitHub makes them. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of text.replace(CODE_BLOCK, "").matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = heading
      .trim()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    // The second heading of the same text gets a number.
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** Addresses that lead out of the repository, each once. */
export function externalLinks(pages: readonly Page[]): string[] {
  const found = pages.flatMap(({ text }) =>
    [...text.replace(CODE_BLOCK, "").matchAll(LINK)].map(([, target = ""]) => target),
  );
  return [...new Set(found.filter((target) => /^https?:/.test(target)))].sort();
}

function pathsInCode(text: string, topLevel: readonly string[]): string[] {
  return [...text.matchAll(CODE_SPAN)]
    .map(([, code = ""]) => code)
    .filter((code) => /^[\w-]+\/[\w./-]+$/.test(code)) // placeholders, patterns and commands are no paths
    .flatMap((code) => {
      if (topLevel.includes(code.slice(0, code.indexOf("/")))) return [code];
      return IN_PACKAGE.test(code) ? [`packages/${code}`] : [];
    });
}

/** What a page links to in the repository: a path, and a heading on it where one is named. */
function linksOf(text: string, page: string): { target: string; anchor: string | undefined }[] {
  return [...text.matchAll(LINK)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = "", anchor] = link.split("#", 2);
      return { target: path === "" ? page : posix.join(posix.dirname(page), path), anchor };
    });
}
