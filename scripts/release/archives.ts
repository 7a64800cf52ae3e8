// The packed archives of all published packages, and what must not be in them.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, posix, relative } from "node:path";
import { ROOT } from "../lib/places.js";

/** Largest packed size in kB. Raise one with the change that makes it grow, after looking at what came in. */
const MAX_KB: Readonly<Record<string, number>> = {
  auth: 60,
  cli: 800,
  "client-v5": 350,
  "client-v6": 830,
  codegen: 640,
  core: 310,
  "mock-controller": 1200,
  model: 50,
  types: 620,
};

const UNWANTED =
  /(^|\/)(test|tests|__tests__|node_modules|\.cache|\.turbo)\/|\.test(-d)?\.|\.tsbuildinfo$|(^|\/)(\.env|\.npmrc|tsconfig)/;
const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}/,
  /_authToken=/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
];

export interface Archive {
  /** Folder below `packages/`. */
  readonly name: string;
  readonly path: string;
}

/** Builds and packs every published package into `.cache/packs`. */
export function packAll(): Archive[] {
  const folder = join(ROOT, ".cache", "packs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const { status, stdout, stderr } = spawnSync("npx", ["--yes", packageManager, "--silent", "pack:all"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`pnpm pack:all ended with ${status}:\n${stdout}${stderr}`);
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: file.replace(/^omada-sdk-|-\d[^-]*(-.*)?\.tgz$/g, ""),
      path: join(folder, file),
    }));
}

/** What is wrong with an archive, one line each. */
export function faultsOf({ name, path }: Archive): string[] {
  const folder = join(ROOT, ".cache", "unpacked", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", path, "-C", folder]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  const faults = files
    .filter((file) => UNWANTED.test(file))
    .map((file) => `${file} does not belong into an archive`);
  for (const wanted of ["package/package.json", "package/README.md", "package/LICENSE"])
    if (!files.includes(wanted)) faults.push(`${wanted} is missing`);
  for (const file of files.filter((each) => /\.(json|[cm]?[jt]s|map|md|txt)$/.test(each))) {
    const text = readFileSync(join(folder, file), "utf8");
    if (text.includes(ROOT) || text.includes(`${homedir()}/`))
      faults.push(`${file} names a folder of this machine`);
    if (SECRETS.some((pattern) => pattern.test(text))) faults.push(`${file} has something like a secret`);
    if (file.endsWith(".map")) faults.push(...lostSources(file, text, files));
  }
  const kilobytes = Math.ceil(statSync(path).size / 1000);
  const limit = MAX_KB[name];
  if (limit === undefined || kilobytes > limit)
    faults.push(`${kilobytes} kB packed; the limit is ${limit} kB`);
  return faults;
}

/** Sources that a map names and that are neither in it nor in the archive. */
function lostSources(file: string, text: string, files: readonly string[]): string[] {
  const { sources, sourcesContent } = JSON.parse(text) as { sources: string[]; sourcesContent?: string[] };
  return sources
    .filter((_, index) => sourcesContent?.[index] == null)
    .map((source) => posix.join(posix.dirname(file), source))
    .filter((source) => !files.includes(source))
    .map((source) => `${file} leads to ${source}, which is not there`);
}
