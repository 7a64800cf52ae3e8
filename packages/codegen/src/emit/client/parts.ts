import type { ApiModel, Operation } from "@omada-sdk/model";
import { camel, pascal } from "../../specs/case.js";
import type { GroupTable } from "../../specs/groups.js";

/**
 * A group as a client defines it. A group that is too large for one typed path client is cut by tags into parts
 * (`site-setting` and `site-security`).
 */
export interface Part {
  group: string;
  /** `site-setting`, or the name the reviewed table gives to a part of it. */
  name: string;
  /** Beginning of the names of its values: `siteSetting`. */
  valueName: string;
  /** Beginning of the type names: `SiteSetting`. */
  typeName: string;
  /** Client members, sorted. */
  tags: string[];
  operations: Operation[];
}

/** The parts of every group of a model, sorted by group and name. */
export function partsOf(model: ApiModel, table: GroupTable): Part[] {
  const parts = new Map<string, Part>();
  for (const operation of model.operations) {
    const row = Object.hasOwn(table.tags, operation.tag) ? table.tags[operation.tag] : undefined;
    const name = row?.group === operation.group && row.part !== undefined ? row.part : operation.group;
    const key = `${operation.group}/${name}`;
    const part = parts.get(key) ?? newPart(operation.group, name);
    parts.set(key, part);
    part.operations.push(operation);
    const tag = operation.name.split(".")[0] ?? "";
    if (!part.tags.includes(tag)) part.tags.push(tag);
  }
  for (const part of parts.values()) part.tags.sort();
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

function newPart(group: string, name: string): Part {
  return { group, name, valueName: camel(name), typeName: pascal(name), tags: [], operations: [] };
}

/** Name of a part's definition: `deviceGroup`. */
export function definitionName(part: Part): string {
  return `${part.valueName}Group`;
}

/** Tags that several parts define, such as `gateway` in `device` and `device-template`. */
export function sharedTags(parts: readonly Part[]): Set<string> {
  const tags = parts.flatMap((part) => part.tags);
  return new Set(tags.filter((tag, index) => tags.indexOf(tag) !== index));
}

/** Names of the groups and parts of a model, sorted. */
export function snapshotParts(model: ApiModel, table: GroupTable): { groups: string[]; parts: string[] } {
  const parts = partsOf(model, table);
  return { groups: [...new Set(parts.map(({ group }) => group))], parts: parts.map(({ name }) => name) };
}
