// Runs packages/core on the platforms beside Node: Bun, Deno and workerd, the runtime of Cloudflare's workers. Each is a
// single file in a package of npm, which is fetched into .cache/platforms and checked against the integrity below. They
// are no dependencies: 350 MB that nothing else needs.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** For 64-bit Linux with glibc, on which this runs. */
const PACKAGES = {
  "@oven/bun-linux-x64": {
    version: "1.4.5",
    integrity:
      "sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==",
  },
  "@deno/linux-x64-glibc": {
    version: "2.9.6",
    integrity:
      "sha512-3md4TKLCuzsLDmfOoC5KN7NAZaxSVkMgm64vg6foD00JBADCpYS2/5QqXfzgnP5ZQz3iLP9vBQJtEgc116OAoQ==",
  },
  "@cloudflare/workerd-linux-64": {
    version: "1.20261117.1",
    integrity:
      "sha512-gZLA8X11m/luZwn+YA3+mDu61vdxNJzpksP/QZqjydKTQ+VUCulsK5gtn9Bqst1p3KJu2kafQpJ1nDQv4B23jA==",
  },
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, ".cache", "platforms");
const shell = process.platform === "win32";

if (process.platform !== "linux" || process.arch !== "x64") {
  console.error(`test:platforms runs on linux x64, not on ${process.platform} ${process.arch}.`);
  process.exit(1);
}

/** Fetches with `npm ci`, which refuses what does not fit the lockfile. */
function fetchPackages() {
  const dependencies = Object.fromEntries(
    Object.entries(PACKAGES).map(([name, { version }]) => [name, version]),
  );
  const locked = Object.entries(PACKAGES).map(([name, entry]) => [`node_modules/${name}`, entry]);
  const packages = { "": { dependencies }, ...Object.fromEntries(locked) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  writeFileSync(
    join(folder, "package-lock.json"),
    JSON.stringify({ lockfileVersion: 3, requires: true, packages }),
  );
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  return spawnSync("npm", ["ci", ...flags], { cwd: folder, shell, stdio: "inherit" }).status;
}

const fetched = fetchPackages();
if (fetched !== 0) process.exit(fetched ?? 1);
const { status } = spawnSync("npx", ["vitest", "run", "test/platforms.test.ts"], {
  cwd: join(root, "packages", "core"),
  env: { ...process.env, OMADA_TEST_PLATFORMS: folder },
  shell,
  stdio: "inherit",
});
process.exit(status ?? 1);
