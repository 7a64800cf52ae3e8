import { predecessorOf } from "@omada-sdk/codegen";
import type { Site, SiteOperation, SiteSnapshot } from "./site.js";

/** A snapshot beside the one that it follows. */
export interface VersionRow {
  snapshot: SiteSnapshot;
  /** The one before it of its flavour, or the local one of the same version. */
  before?: SiteSnapshot;
  /** Operations that only this one of the two has. */
  added: SiteOperation[];
  gone: SiteOperation[];
}

/** All snapshots, oldest first. */
export function versionRows({ snapshots, operations }: Site): VersionRow[] {
  const manifest = { snapshots: snapshots.map(({ entry }) => entry) };
  return snapshots.map((snapshot) => {
    const id = predecessorOf(manifest, snapshot.id);
    const before = snapshots.find((each) => each.id === id);
    if (!before) return { snapshot, added: [], gone: [] };
    const has = (each: SiteOperation, { at }: SiteSnapshot) => (each.in & (1 << at)) !== 0;
    return {
      ...{ snapshot, before },
      added: operations.filter((each) => has(each, snapshot) && !has(each, before)),
      gone: operations.filter((each) => has(each, before) && !has(each, snapshot)),
    };
  });
}

/** What is new in the newest version. */
export interface News {
  before: SiteSnapshot;
  after: SiteSnapshot;
  operations: number;
  /** The tags with the most of them, those first. */
  tags: { tag: string; operations: number }[];
}

const TAGS = 12;

/** Of the newest local snapshot, because most controllers are local; of the newest one where there is none. */
export function news(site: Site): News | undefined {
  const rows = versionRows(site).filter(({ before }) => before);
  const row = rows.findLast(({ snapshot }) => snapshot.entry.flavour === "local") ?? rows.at(-1);
  if (!row?.before) return undefined;
  const counts = new Map<string, number>();
  for (const { newest } of row.added) counts.set(newest.tag, (counts.get(newest.tag) ?? 0) + 1);
  const tags = [...counts].map(([tag, operations]) => ({ tag, operations }));
  return {
    ...{ before: row.before, after: row.snapshot, operations: row.added.length },
    tags: tags.sort((a, b) => b.operations - a.operations || (a.tag < b.tag ? -1 : 1)).slice(0, TAGS),
  };
}
