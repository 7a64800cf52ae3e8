// Programs that only the checks of a release need: fetched from npm when they are wanted first, into .cache/tools.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";

const FLAGS = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * The folder of a package of npm in exactly that version.
 * @param overrides versions of what it depends on, where its own choice is not to be had
 * @throws Error when npm cannot fetch it
 */
export function fetchTool(name: string, version: string, overrides: Record<string, string> = {}): string {
  const home = join(ROOT, ".cache", "tools", `${name.replace(/[@/]/g, "_")}-${version}`);
  const folder = join(home, "node_modules", name);
  if (existsSync(join(folder, "package.json"))) return folder;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), JSON.stringify({ private: true, overrides }));
  const { status, stderr } = spawnSync("npm", ["install", ...FLAGS, `${name}@${version}`], {
    cwd: home,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm cannot fetch ${name}@${version}: ${stderr}`);
  return folder;
}

/** A Node of another version, for this platform. */
export function fetchNode(version: string): string {
  const windows = process.platform === "win32";
  const folder = fetchTool(`node-${windows ? "win" : process.platform}-${process.arch}`, version);
  return join(folder, "bin", windows ? "node.exe" : "node");
}
