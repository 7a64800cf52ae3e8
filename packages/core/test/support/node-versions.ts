import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** A Node executable. */
export interface NodeVersion {
  readonly name: string;
  readonly path: string;
}

/**
 * The Node versions tests run child processes on: the one they run on themselves, the dev dependencies "node22" and
 * "node24" (npm:node@22, npm:node@24) where they are installed, and what OMADA_TEST_NODES lists, separated by commas.
 */
export function nodeVersions(): NodeVersion[] {
  const installed = ["node22", "node24"].flatMap((name) => {
    try {
      const path = join(dirname(require.resolve(`${name}/package.json`)), "bin/node");
      return existsSync(path) ? [{ name, path }] : [];
    } catch {
      return [];
    }
  });
  const named = (process.env.OMADA_TEST_NODES ?? "")
    .split(",")
    .filter((path) => path !== "")
    .map((path) => ({ name: path, path }));
  return [{ name: `node ${process.versions.node}`, path: process.execPath }, ...installed, ...named];
}
