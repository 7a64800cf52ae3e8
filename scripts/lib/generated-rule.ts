import { BANNER_MARK, GENERATED_DIRS } from "@omada-sdk/codegen";
import { read, trackedFiles, walk } from "./source-files.js";

/** Where a generated folder must be named, and how. */
const IGNORE_LISTS: Readonly<Record<string, (dir: string) => string>> = {
  ".gitignore": (dir) => `${dir}/\n`,
  "biome.json": (dir) => `"!${dir}"`,
  "knip.json": (dir) => `"${dir}/**"`,
  "turbo.json": (dir) => `"${dir}/**"`,
};

export interface Repository {
  /** All files, ignored ones included. */
  readonly files: readonly string[];
  /** The files under version control, if that is known. */
  readonly tracked?: readonly string[] | undefined;
  read(path: string): string;
}

/** The repository on disk. */
export function openRepository(root: string): Repository {
  return { files: walk(root), tracked: trackedFiles(root), read: (path) => read(root, path) };
}

/** Generated files lie in the listed folders, nowhere else; git has none; every ignore list names the folders. */
export function checkGenerated(
  repository: Repository,
  dirs: readonly string[] = GENERATED_DIRS,
  mark: string = BANNER_MARK,
): string[] {
  const broken: string[] = [];
  const inside = (path: string) => dirs.some((dir) => path.startsWith(`${dir}/`));

  for (const path of repository.files.filter((file) => /\.([mc]?[jt]s|json|md)$/.test(file))) {
    const marked = firstLine(repository.read(path)).includes(mark);
    if (marked && !inside(path)) broken.push(`${path}: a generated file outside the generated folders`);
    if (!marked && inside(path) && !path.endsWith(".json"))
      broken.push(`${path}: lacks the banner "${mark}"`);
  }
  for (const path of repository.tracked ?? []) {
    if (inside(path)) broken.push(`${path}: a generated file is under version control`);
  }
  for (const [list, entry] of Object.entries(IGNORE_LISTS)) {
    const text = repository.read(list);
    for (const dir of dirs)
      if (!text.includes(entry(dir))) broken.push(`${list}: lacks ${entry(dir).trim()}`);
  }
  return broken;
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}
