import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SCOPE } from "./import-rules.js";

/** What the checks need of a package.json; the root's has the folder "". */
export interface Manifest {
  readonly dir: string;
  readonly name: string;
  readonly private: boolean;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** The keys of its `exports`. */
  readonly exports: readonly string[];
}

export function readManifests(root: string): Manifest[] {
  const dirs = ["", ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`)];
  return dirs.map((dir) => {
    const json = JSON.parse(readFileSync(join(root, dir, "package.json"), "utf8"));
    return {
      dir,
      name: json.name,
      private: json.private === true,
      dependencies: Object.keys({ ...json.dependencies, ...json.peerDependencies }),
      devDependencies: Object.keys(json.devDependencies ?? {}),
      exports: Object.keys(json.exports ?? {}),
    };
  });
}

export function checkExportKeys(manifests: readonly Manifest[]): string[] {
  return manifests
    .filter((manifest) => manifest.exports.includes("./*"))
    .map(({ dir }) => `${dir}/package.json: exports "./*" opens every file; name the entry points`);
}

export function findCycles(manifests: readonly Manifest[]): string[] {
  const edges = new Map(
    manifests.map((m) => [
      m.name,
      [...m.dependencies, ...m.devDependencies].filter((d) => d.startsWith(SCOPE)),
    ]),
  );
  const cycles: string[] = [];
  const finished = new Set<string>();
  const walk = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) {
      cycles.push(
        `packages depend on each other: ${[...trail.slice(trail.indexOf(name)), name].join(" -> ")}`,
      );
      return;
    }
    if (finished.has(name)) return;
    for (const next of edges.get(name) ?? []) walk(next, [...trail, name]);
    finished.add(name);
  };
  for (const name of edges.keys()) walk(name, []);
  return cycles;
}
