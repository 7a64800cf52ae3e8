import { SHARED } from "../banner.js";
import { clientSubpath, compareIds, type Manifest } from "../specs/manifest.js";
import { FEWEST_TO_SHARE } from "./share/share.js";

/** What a package exposes under one subpath. */
export type ExportEntry = string | Record<string, string>;

/** The group and part names of one snapshot. */
export interface SnapshotParts {
  groups: string[];
  parts: string[];
}

/** Written by hand in each client: what its users need of core and auth beside the entries of the snapshots. */
const RUNTIME_ENTRIES = ["node", "opentelemetry", "webhooks"];

const SELF = { "./package.json": "./package.json" };

/** Subpaths of @omada-sdk/types: `./6.2`, `./6.2/device`, and `./6.2/paths/device` for `createClient<paths>`. */
export function typesExports(
  manifest: Manifest,
  parts: ReadonlyMap<string, SnapshotParts>,
): Record<string, ExportEntry> {
  const entries: [string, ExportEntry][] = [];
  for (const { id } of byVersion(manifest)) {
    const { groups, parts: names } = parts.get(id) ?? { groups: [], parts: [] };
    const declaration = (file: string): ExportEntry => ({ types: `./generated/${id}/${file}.d.ts` });
    entries.push([`./${id}`, declaration("index")]);
    for (const group of groups) entries.push([`./${id}/${group}`, declaration(group)]);
    for (const part of names) entries.push([`./${id}/paths/${part}`, declaration(`paths/${part}`)]);
  }
  // Clients import from there what they share themselves.
  const lines = manifest.snapshots.map(({ line }) => line);
  const shares = lines.some((line) => lines.filter((each) => each === line).length >= FEWEST_TO_SHARE);
  const shared = { [`./${SHARED}/*`]: { types: `./generated/${SHARED}/*.d.ts` } };
  return { ...Object.fromEntries(entries), ...(shares && shared), ...SELF };
}

/** Subpaths of a client package: `.` is its newest local snapshot, every other has its own, each with its groups. */
export function clientExports(
  manifest: Manifest,
  line: string,
  parts: ReadonlyMap<string, SnapshotParts>,
): Record<string, ExportEntry> {
  const entries: [string, ExportEntry][] = [];
  const snapshots = byVersion(manifest).filter((entry) => entry.line === line);
  for (const { id } of snapshots) {
    const subpath = clientSubpath(manifest, id);
    const prefix = subpath === "." ? "./" : `${subpath}/`;
    entries.push([subpath, subpath === "." ? sourceEntry("index") : moduleEntry(id, "index")]);
    entries.push([`${prefix}connect`, moduleEntry(id, "connect")]);
    for (const group of parts.get(id)?.groups ?? []) {
      entries.push([`${prefix}${group}`, moduleEntry(id, group)]);
      entries.push([`${prefix}${group}/operations`, moduleEntry(id, `${group}.operations`)]);
      entries.push([`${prefix}${group}/raw`, moduleEntry(id, `raw/${group}`)]);
      entries.push([`${prefix}${group}/values`, moduleEntry(id, `${group}.values`)]);
    }
  }
  const [main, others] = [entries.filter(([key]) => key === "."), entries.filter(([key]) => key !== ".")];
  const runtime = RUNTIME_ENTRIES.map((name) => [`./${name}`, sourceEntry(name)] as const);
  return { ...Object.fromEntries([...main, ...runtime, ...others]), ...SELF };
}

/** The snapshot behind `.` of a client package: the newest local one of its line. */
export function mainSnapshot(manifest: Manifest, line: string): string | undefined {
  const own = manifest.snapshots.filter((entry) => entry.line === line);
  return own.find(({ id }) => clientSubpath(manifest, id) === ".")?.id;
}

function sourceEntry(file: string): ExportEntry {
  return {
    "@omada-sdk/source": `./src/${file}.ts`,
    types: `./dist/${file}.d.ts`,
    default: `./dist/${file}.js`,
  };
}

function moduleEntry(id: string, file: string): ExportEntry {
  return { types: `./generated/${id}/${file}.d.ts`, default: `./generated/${id}/${file}.js` };
}

function byVersion(manifest: Manifest): Manifest["snapshots"] {
  return [...manifest.snapshots].sort((a, b) => compareIds(a.id, b.id));
}
