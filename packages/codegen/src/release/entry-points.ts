import { clientSubpath, type Manifest } from "../specs/manifest.js";

/** How much of a version a change takes. */
export type Bump = "major" | "minor" | "patch";

/** What a package exposes of snapshots: subpath to id. */
export type EntryPoints = Map<string, string>;

const BUMPS: readonly Bump[] = ["major", "minor", "patch"];

/** The largest of some bumps; undefined for none. */
export function gravest(bumps: readonly Bump[]): Bump | undefined {
  return BUMPS.find((bump) => bumps.includes(bump));
}

/** The packages that follow from snapshots, and which of them stands behind each of their subpaths. */
export function entryPointsOf(manifest: Manifest): Map<string, EntryPoints> {
  const packages = new Map<string, EntryPoints>();
  const add = (name: string, subpath: string, id: string): void => {
    packages.set(name, (packages.get(name) ?? new Map()).set(subpath, id));
  };
  for (const { id, line } of manifest.snapshots) {
    add(`@omada-sdk/client-${line}`, clientSubpath(manifest, id), id);
    add("@omada-sdk/types", `./${id}`, id);
  }
  return new Map([...packages].sort(([a], [b]) => (a < b ? -1 : 1)));
}
