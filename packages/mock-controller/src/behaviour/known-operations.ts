import type { Operation } from "@omada-sdk/codegen/model";
import { PROFILE_IDS } from "./profiles/index.js";
import { loadSnapshot } from "./snapshot.js";

/** Where the operations of a tag belong; operations on site templates can have a group of their own. */
interface TagRow {
  group: string;
  templateGroup?: string;
  name: string;
}

/** What the shipped snapshots know of operations beside their documents, as the importer wants it. */
export interface Known {
  /** Stable names by `METHOD /path`, without the names of path parameters. */
  names: Record<string, string>;
  groups: string[];
  tags: Record<string, TagRow>;
}

/** Gathers names, groups and tags of all shipped snapshots. */
export async function knownOperations(): Promise<Known> {
  const operations: Operation[] = [];
  for (const id of PROFILE_IDS) operations.push(...(await loadSnapshot(id)).operations);
  const tags: Known["tags"] = {};
  for (const { path, tag, group, name } of operations) {
    tags[tag] ??= { group, name: name.split(".")[0] ?? "" };
    if (path.includes("template")) tags[tag].templateGroup = group;
    else tags[tag].group = group;
  }
  return {
    names: Object.fromEntries(operations.map(({ method, path, name }) => [keyOf(method, path), name])),
    groups: [...new Set(operations.map(({ group }) => group))],
    tags,
  };
}

function keyOf(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
}

/** Where operations belong whose tag no snapshot has. */
export const OTHER_GROUP = "other";

/** Adds the tags of a document that no snapshot has to the group `other`. */
export function addUnknownTags({ tags }: Known, document: { paths: Record<string, unknown> }): void {
  const used = JSON.stringify(document.paths).matchAll(/"tags":\["((?:[^"\\]|\\.)*)"/g);
  for (const [, text = ""] of used) {
    const tag = JSON.parse(`"${text}"`) as string;
    if (!Object.hasOwn(tags, tag)) tags[tag] = { group: OTHER_GROUP, name: camel(tag) };
  }
}

/** `IDS/IPS (Template)` -> `idsIpsTemplate`. */
function camel(tag: string): string {
  const words = (tag.match(/[A-Za-z0-9]+/g) ?? ["other"]).map((word) => word.toLowerCase());
  return words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
}
