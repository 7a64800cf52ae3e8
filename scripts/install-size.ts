// Measures what `npx @omada-sdk/cli` downloads and stores: packs the built packages as for a release and installs them
// into a temporary folder. Packages of others come from pnpm's store where it has them.
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCommand, runCommand } from "./lib/command.js";
import { SCOPE } from "./lib/import-rules.js";
import { readManifests } from "./lib/manifests.js";
import { ROOT } from "./lib/places.js";

const NAME = `${SCOPE}cli`;
const WINDOWS = process.platform === "win32";

/** A package of this repository and all of them that it needs, as folders by name. */
function neededBy(name: string): Map<string, string> {
  const manifests = new Map(readManifests(ROOT).map((manifest) => [manifest.name, manifest]));
  const needed = new Map<string, string>();
  const add = (each: string): void => {
    const manifest = manifests.get(each);
    if (!manifest || needed.has(each)) return;
    needed.set(each, join(ROOT, manifest.dir));
    manifest.dependencies.forEach(add);
  };
  add(name);
  return needed;
}

function pnpm(cwd: string, ...args: string[]): string {
  return execFileSync("pnpm", args, {
    cwd,
    encoding: "utf8",
    shell: WINDOWS,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Bytes of the files below a folder, and those of them in each package. */
async function sizesIn(folder: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(path.slice(folder.length + 1).replaceAll("\\", "/")) ?? [""];
    if (!name.startsWith(".")) sizes.set(name, (sizes.get(name) ?? 0) + (await stat(path)).size);
  }
  return sizes;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

async function measure(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "omada-install-"));
  try {
    const archives: Record<string, string> = {};
    let packed = 0;
    for (const [name, folder] of neededBy(NAME)) {
      const { filename } = JSON.parse(pnpm(folder, "--silent", "pack", "--json", "--pack-destination", work));
      archives[name] = `file:${filename}`;
      const { size } = await stat(filename);
      packed += size;
      console.log(`${name.padEnd(30)} ${megabytes(size)} packed`);
    }
    const manifest = { private: true, dependencies: archives, pnpm: { overrides: archives } };
    await writeFile(join(work, "package.json"), JSON.stringify(manifest));
    pnpm(work, "install", "--prod", "--prefer-offline", "--ignore-scripts", "--config.node-linker=hoisted");
    const sizes = await sizesIn(join(work, "node_modules"));
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 5);
    console.log(`\n${NAME} with what it needs of ours: ${megabytes(packed)} packed`);
    console.log(`installed: ${megabytes(total)} in ${sizes.size} packages, the largest of them`);
    for (const [name, size] of largest) console.log(`  ${name.padEnd(28)} ${megabytes(size)}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

await runCommand(
  createCommand("size:install", "Measure what npx @omada-sdk/cli downloads and stores.").action(measure),
);
