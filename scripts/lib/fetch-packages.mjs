// Fetches packages of npm that are no dependencies, because only one command needs them and a normal install would grow
// by them. Plain JavaScript: commands that run before the build use it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), ".cache");
const FLAGS = [
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--no-package-lock",
  "--loglevel=error",
  // Some name a newer Node than they need; the one that runs this is what they are tested with.
  "--no-engine-strict",
];

/**
 * Packages in exact versions, fetched when they are wanted first.
 *
 * @param {string} name of a folder in .cache
 * @param {Readonly<Record<string, string>>} versions by name of the package
 * @param {Readonly<Record<string, string>>} [overrides] versions of what they depend on, where their own choice is not to be had
 * @returns {string} the folder that holds `node_modules`
 * @throws {Error} when npm cannot fetch them
 */
export function fetchPackages(name, versions, overrides = {}) {
  const folder = join(CACHE, name);
  const manifest = join(folder, "package.json");
  // npm writes it last.
  const done = join(folder, "node_modules", ".package-lock.json");
  const wanted = JSON.stringify({ private: true, dependencies: versions, overrides });
  if (existsSync(done) && existsSync(manifest) && readFileSync(manifest, "utf8") === wanted) return folder;
  rmSync(done, { force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  const { status, stderr } = spawnSync("npm", ["install", ...FLAGS], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) return folder;
  const packages = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  throw new Error(`npm cannot fetch ${packages.join(", ")}:\n${stderr}`);
}
