import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SKIPPED = new Set(["node_modules", "dist", ".cache", ".turbo", ".astro", ".git", "coverage"]);

/** Every file below a folder of the repository, ignored ones too, without what tools install or store. */
export function walk(root: string, dir = ""): string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = dir ? `${dir}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/** The files that git tracks, or undefined where there is no git, e.g. in an unpacked archive. */
export function trackedFiles(root: string): string[] | undefined {
  const { status, stdout } = spawnSync("git", ["-C", root, "ls-files", "-z"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return status === 0 ? stdout.split("\0").filter(Boolean) : undefined;
}

export function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}
