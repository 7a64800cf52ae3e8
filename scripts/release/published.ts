// The packages of this repository that go to npm.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Published {
  readonly name: string;
  readonly version: string;
  /** Relative to the repository, with "/". */
  readonly dir: string;
}

/** @param root the repository, or a clone of it */
export function publishedPackages(root: string): Published[] {
  return readdirSync(join(root, "packages"))
    .sort()
    .map((folder) => `packages/${folder}`)
    .filter((dir) => existsSync(join(root, dir, "package.json")))
    .map((dir) => ({ dir, ...JSON.parse(readFileSync(join(root, dir, "package.json"), "utf8")) }))
    .filter((manifest) => manifest.private !== true)
    .map(({ name, version, dir }) => ({ name, version, dir }));
}
