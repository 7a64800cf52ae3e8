import type { Controller } from "../controller.js";
import { rowOf } from "../handlers/rows.js";
import type { Members } from "../handlers/types.js";
import { madeUpId } from "./ids.js";
import { builtInRows, knownMembers } from "./known-rows.js";
import type { Collection, Rows, StoredRow } from "./types.js";

/** Rows of a collection that nobody wrote to. */
const ROWS = 3;

/** Members that only the first row has set: it came with the controller. */
const FIRST_ONLY = ["primary", "defaultRole", "defaultProfile", "buildIn", "builtInServer"];

const SITE = "/{omadacId}/sites/{siteId}";

/** Members of made-up rows that name a row of another collection: its first one. Lists of such are empty without `to`. */
const LINKS: readonly { from: RegExp; member: string; to?: string; many?: true }[] = [
  { from: /\{siteId\}\/lan-profiles$/, member: "nativeNetworkId", to: `${SITE}/lan-networks` },
  { from: /\/lan-profiles$/, member: "tagNetworkIds", many: true },
  { from: /\/lan-profiles$/, member: "untagNetworkIds", many: true },
  { from: /\/hotspot\/localusers$/, member: "portals", to: `${SITE}/portals`, many: true },
  { from: /^\/\{omadacId\}\/users$/, member: "roleId", to: "/{omadacId}/roles" },
];

/**
 * Makes the rows of a collection that is asked for first.
 * @param created whether it belongs to something that somebody created: then it has only what comes with that
 * @param read gives the rows of another collection beside this one
 */
export function makeRows(
  controller: Controller,
  collection: Collection,
  key: string,
  created: boolean,
  read: (path: string) => Rows | undefined,
): Map<string, StoredRow> {
  const count = created ? builtInRows(collection) : ROWS;
  if (count === 0) return new Map();
  const rows = new Map<string, StoredRow>();
  const links = linksOf(collection, read);
  for (let index = 0; index < count; index++) {
    const known = { ...flagsOf(index), ...knownMembers(controller, collection, index), ...links };
    const row = rowOf(controller, collection.row, `${key}/${index}`, known) as StoredRow;
    const id = madeUpId(controller, { collection, key, rows }, likelyId(collection, row), index + 1);
    rows.set(String(id), { ...links, ...row, [collection.idMember]: id });
  }
  return rows;
}

/** The id that a row was made up with, unless its name promises an object id (24 hexadecimal digits) and it is none. */
function likelyId({ idMember, idSchema }: Collection, row: StoredRow): unknown {
  const id = row[idMember];
  const object = /id$/i.test(idMember) && idSchema.pattern === undefined;
  return object && !/^[0-9a-f]{24}$/.test(String(id)) ? undefined : id;
}

function flagsOf(index: number): Members {
  return Object.fromEntries(FIRST_ONLY.map((name) => [name, index === 0]));
}

function linksOf({ path }: Collection, read: (path: string) => Rows | undefined): Members {
  const links: Record<string, unknown> = {};
  for (const { from, member, to, many } of LINKS) {
    if (!from.test(path)) continue;
    const id = to === undefined ? undefined : read(to)?.rows.keys().next().value;
    if (many) links[member] = id === undefined ? [] : [id];
    else if (id !== undefined) links[member] = id;
  }
  return links;
}
