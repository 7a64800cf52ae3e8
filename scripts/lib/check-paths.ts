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
 * Every path that pages name and that does not exist, one line each.
 * @param topLevel names of the folders of the repository; code that begins with one of them is a path
 * @param exists whether a file or folder exists, by its path in the repository
 */
export function checkPaths(
  pages: readonly Page[],
  topLevel: readonly string[],
  exists: (path: string) => boolean,
): string[] {
  const broken: string[] = [];
  for (const { path, text } of pages) {
    const prose = text.replace(CODE_BLOCK, "");
    const named = new Set([...pathsInCode(prose, topLevel), ...linksOf(prose, path)]);
    for (const target of named)
      if (!WRITTEN.test(target) && !exists(target)) broken.push(`${path}: ${target} does not exist`);
  }
  return broken;
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

function linksOf(text: string, page: string): string[] {
  return [...text.matchAll(LINK)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
    .map((target) => posix.join(posix.dirname(page), target));
}
