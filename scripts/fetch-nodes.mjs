// Fetches the other Node versions that packages/core is tested on into .cache/nodes, from the npm package `node`'s
// platform packages. They are no dependencies, because their `node` command would take the place of the one that
// everything else runs on. Without a network, or on a platform that has none, those tests leave them out.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const VERSIONS = { node22: "22.22.0", node24: "24.21.0" };
const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), ".cache", "nodes");
const platform = `node-${process.platform}-${process.arch}`;

const missing = Object.entries(VERSIONS).filter(([name, version]) => {
  return !existsSync(join(folder, `${name}-${version}`, "node_modules", name, "bin", "node"));
});
for (const [name, version] of missing) {
  const target = join(folder, `${name}-${version}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "package.json"), "{}\n");
  const wanted = `${name}@npm:${platform}@${version}`;
  const flags = ["--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--loglevel=error"];
  const { status } = spawnSync("npm", ["install", "--prefix", target, ...flags, wanted], {
    cwd: target,
    shell: process.platform === "win32",
    stdio: "ignore",
  });
  if (status !== 0) console.log(`${platform} ${version} cannot be fetched; the tests leave it out`);
}
