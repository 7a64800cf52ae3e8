import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Where `pnpm test:nodes` puts other Node versions. */
const FETCHED = join(import.meta.dirname, "../../../../.cache/nodes");

/** A Node executable. */
export interface NodeVersion {
  readonly name: string;
  readonly path: string;
}

/**
 * The Node versions tests run child processes on: the one they run on themselves, those that `pnpm test:nodes` has
 * fetched, and what OMADA_TEST_NODES lists, separated by commas.
 */
export function nodeVersions(): NodeVersion[] {
  const folders = existsSync(FETCHED) ? readdirSync(FETCHED).sort() : [];
  const fetched = folders
    .map((name) => ({
      name,
      path: join(FETCHED, name, "node_modules", name.split("-")[0] ?? "", "bin/node"),
    }))
    .filter(({ path }) => existsSync(path));
  const named = (process.env.OMADA_TEST_NODES ?? "")
    .split(",")
    .filter((path) => path !== "")
    .map((path) => ({ name: path, path }));
  return [{ name: `node ${process.versions.node}`, path: process.execPath }, ...fetched, ...named];
}
