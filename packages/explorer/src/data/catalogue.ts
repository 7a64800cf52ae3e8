import { readDescriptions, readGroupTable } from "@omada-sdk/codegen";
import { placeId } from "./links.js";
import type { Site, SiteOperation } from "./site.js";

/** The operations of a tag in one group. */
export interface CatalogueTag {
  name: string;
  /** The members of the client that have them, mostly one. */
  members: string[];
  /** Its anchor on the list of operations. */
  id: string;
  /** What it is for, in our words. */
  purpose?: string;
  operations: SiteOperation[];
  /** How many operations each snapshot has, by its place. */
  counts: number[];
}

export interface CatalogueGroup {
  name: string;
  tags: CatalogueTag[];
  counts: number[];
}

/** All operations: groups in the order of their table, tags and operations by name. */
export async function catalogue({ specsDir, operations, snapshots }: Site): Promise<CatalogueGroup[]> {
  const table = await readGroupTable(specsDir);
  const descriptions = await readDescriptions(specsDir, table);
  const countsOf = (list: readonly SiteOperation[]): number[] =>
    snapshots.map(({ at }) => list.filter((each) => each.in & (1 << at)).length);
  const seen = new Set<string>();
  return [...grouped(operations, ({ newest }) => newest.group)]
    .sort(([a], [b]) => table.groups.indexOf(a) - table.groups.indexOf(b))
    .map(([group, own]) => ({
      name: group,
      counts: countsOf(own),
      tags: [...grouped(own, ({ newest }) => newest.tag)].map(([tag, list]) => {
        const members = [...new Set(list.map(({ name }) => name.slice(0, name.indexOf("."))))];
        const id = placeId(tag);
        // Template operations of a tag are in a group of their own.
        const again = seen.has(id);
        seen.add(id);
        return {
          ...{
            name: tag,
            id: again ? `${id}-${group}` : id,
            members,
            operations: list,
            counts: countsOf(list),
          },
          purpose: descriptions.ofMember(
            members[0] ?? "",
            list.map(({ newest }) => newest),
          ),
        };
      }),
    }));
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
