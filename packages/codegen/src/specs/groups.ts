import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImportError, isRecord, printable } from "../files/input-error.js";
import { camel } from "./case.js";

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

const SLUG = /^[a-z][a-z0-9-]{0,40}$/;
const NAME = /^[a-z][A-Za-z0-9]*$/;

/**
 * Reads the reviewed table of a specs folder.
 * @throws ImportError for a row that names no group of the table, or is otherwise not as it should be
 */
export async function readGroupTable(specsDir: string): Promise<GroupTable> {
  const table: unknown = JSON.parse(await readFile(join(specsDir, "groups.json"), "utf8"));
  const problem = tableProblem(table);
  if (problem !== undefined) throw new ImportError(problem);
  return table as GroupTable;
}

function tableProblem(table: unknown): string | undefined {
  if (!isRecord(table) || !Array.isArray(table.groups) || !isRecord(table.tags)) {
    return `it needs a list "groups" and an object "tags"`;
  }
  const groups = table.groups as unknown[];
  const odd = groups.find((name) => typeof name !== "string" || !SLUG.test(name));
  if (odd !== undefined)
    return `the group ${printable(odd)} is no name of a group; write one like site-setting`;
  for (const [tag, row] of Object.entries(table.tags)) {
    const { group, templateGroup, part, name } = isRecord(row) ? row : {};
    const unknown = [group, templateGroup ?? group].filter((each) => !groups.includes(each));
    if (unknown.length > 0) {
      return `tag ${printable(tag)} has the group ${printable(unknown[0])}, which "groups" does not list; correct it or add it there`;
    }
    if (part !== undefined && !(typeof part === "string" && SLUG.test(part)))
      return `tag ${printable(tag)} has the part ${printable(part)}; write one like site-security`;
    if (name !== undefined && !(typeof name === "string" && NAME.test(name)))
      return `tag ${printable(tag)} has the name ${printable(name)}; write one like idsIps`;
  }
  return undefined;
}

const TAG = /^[A-Za-z0-9][A-Za-z0-9 ()/.,&+'_-]{0,80}$/;

/** Member name of a tag in clients: `IDS/IPS (Template)` -> `idsIpsTemplate`. */
export function tagName(table: GroupTable, tag: string): string {
  return tagRow(table, tag)?.name ?? camel(tag);
}

function tagRow(table: GroupTable, tag: string): TagRow | undefined {
  return Object.hasOwn(table.tags, tag) ? table.tags[tag] : undefined;
}

/** Where a tag was met. */
export interface TagUse {
  tag: string;
  path: string;
  /** Group of the document, where it is of one. */
  documentGroup: string | undefined;
}

/**
 * Checks that every operation has a group and a member to stand in.
 * @throws ImportError naming all tags and groups that the reviewed table does not place
 */
export function checkTags(table: GroupTable, uses: readonly TagUse[]): void {
  const groups = firstPaths(uses, ({ documentGroup }) => documentGroup).filter(
    ([group]) => !table.groups.includes(group),
  );
  if (groups.length > 0) {
    throw new ImportError(
      `${listed("group", groups)}; add ${groups.length > 1 ? "them" : "it"} to "groups" in specs/groups.json, ` +
        "or rename the document as the controller calls it",
    );
  }
  const unnamed = firstPaths(uses, ({ tag }) => tag).filter(
    ([tag]) => !TAG.test(tag) || !NAME.test(tagName(table, tag)),
  );
  if (unnamed.length > 0) {
    const tags = unnamed.map(([tag, path]) => `${printable(tag)} (first seen at ${path})`).join(", ");
    throw new ImportError(
      unnamed.length > 1
        ? `these tags give no usable name: ${tags}; add them to specs/groups.json with a "name"`
        : `tag ${tags} gives no usable name; add it to specs/groups.json with a "name"`,
    );
  }
  const fresh = firstPaths(uses, ({ tag, documentGroup }) =>
    documentGroup === undefined ? tag : undefined,
  ).filter(([tag]) => tagRow(table, tag) === undefined);
  if (fresh.length === 0) return;
  throw new ImportError(
    `${listed("tag", fresh)}; give ${fresh.length > 1 ? "each" : "it"} a group in specs/groups.json, ` +
      `for example ${printable(fresh[0]?.[0])}: { "group": "${table.groups[0] ?? "device"}" }`,
  );
}

/** Names in alphabetical order, each with the path that comes first. */
function firstPaths(
  uses: readonly TagUse[],
  nameOf: (use: TagUse) => string | undefined,
): [name: string, path: string][] {
  const paths = new Map<string, string>();
  for (const use of uses) {
    const name = nameOf(use);
    const known = name === undefined ? undefined : paths.get(name);
    if (name !== undefined && (known === undefined || use.path < known)) paths.set(name, use.path);
  }
  return [...paths].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `tag "Lamp" is new (first seen at /lamps)`, or all of several. */
function listed(what: string, names: readonly (readonly [string, string])[]): string {
  const each = names.map(([name, path]) => `${printable(name)} (first seen at ${path})`);
  if (each.length > 1) return `${each.length} ${what}s are new: ${each.join(", ")}`;
  return `${what} ${printable(names[0]?.[0])} is new (first seen at ${names[0]?.[1]})`;
}

/** Group of an operation: the group its document is of, else the one that the reviewed table gives its tag. */
export function groupOf(
  table: GroupTable,
  tag: string,
  path: string,
  documentGroup: string | undefined,
): string {
  if (documentGroup !== undefined) return documentGroup;
  const row = tagRow(table, tag);
  return (path.includes("template") ? row?.templateGroup : undefined) ?? row?.group ?? "";
}
