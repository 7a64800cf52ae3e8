import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { camel } from "../names/case.js";
import { ImportError } from "./errors.js";
import { printable } from "./text-checks.js";

/** One row of `specs/groups.json`: where the operations of a tag belong and how clients call the tag. */
export interface TagRow {
  group: string;
  /** Group of the tag's site-template operations where that differs. */
  templateGroup?: string;
  /** Part of a group that is too large for one typed path client, such as `site-security` of `site-setting`. */
  part?: string;
  /** Member name in clients; by default the tag in camel case. */
  name?: string;
}

/** The reviewed table of groups and tags, `specs/groups.json`. */
export interface GroupTable {
  groups: string[];
  tags: Record<string, TagRow>;
}

/** Reads the reviewed table of a specs folder. */
export async function readGroupTable(specsDir: string): Promise<GroupTable> {
  return JSON.parse(await readFile(join(specsDir, "groups.json"), "utf8")) as GroupTable;
}

const TAG = /^[A-Za-z0-9][A-Za-z0-9 ()/.,&+'_-]{0,80}$/;

/** Member name of a tag in clients: `IDS/IPS (Template)` -> `idsIpsTemplate`. */
export function tagName(table: GroupTable, tag: string): string {
  const row = Object.hasOwn(table.tags, tag) ? table.tags[tag] : undefined;
  const name = row?.name ?? camel(tag);
  if (!TAG.test(tag) || !/^[a-z][A-Za-z0-9]*$/.test(name)) {
    throw new ImportError(
      `tag ${printable(tag)} gives no usable name; add it to specs/groups.json with a "name"`,
    );
  }
  return name;
}

/**
 * Group of an operation: the group its document is of, else the one that the reviewed table gives its tag.
 * @throws ImportError for a tag that nobody has placed yet
 */
export function groupOf(
  table: GroupTable,
  tag: string,
  path: string,
  documentGroup: string | undefined,
): string {
  if (documentGroup !== undefined) return documentGroup;
  const row = Object.hasOwn(table.tags, tag) ? table.tags[tag] : undefined;
  if (!row) {
    throw new ImportError(
      `tag ${printable(tag)} is new (first seen at ${path}); give it a group in specs/groups.json, ` +
        `for example ${printable(tag)}: { "group": "${table.groups[0] ?? "device"}" }`,
    );
  }
  return path.includes("template") && row.templateGroup !== undefined ? row.templateGroup : row.group;
}
