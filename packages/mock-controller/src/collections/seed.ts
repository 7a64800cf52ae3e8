import type { Controller } from "../controller.js";
import { rowOf } from "../handlers/rows.js";
import type { Members } from "../handlers/types.js";
import { freeId } from "./ids.js";
import type { Collection, Rows, StoredRow } from "./types.js";

/** Rows of a collection that nobody wrote to. */
const ROWS = 3;

/** Members that only the first row has set: it came with the controller. */
const FIRST_ONLY = ["primary", "defaultRole", "defaultProfile", "buildIn", "builtInServer"];

/** What the made-up rows of a collection are, by the end of its path. */
const KNOWN: readonly (readonly [path: RegExp, rows: readonly Members[]])[] = [
  [
    /\/(wireless-network\/wlans|ap-groups)$/,
    [{ name: "Default" }, { name: "Warehouse" }, { name: "Outdoor" }],
  ],
  [
    /\/(wlans\/\{wlanId\}|\{siteId\}\/wireless-network)\/ssids$/,
    [
      { name: "Staff", guestNetEnable: false, band: 3 },
      { name: "Guests", guestNetEnable: true, band: 3 },
      { name: "Sensors", guestNetEnable: false, band: 1 },
    ],
  ],
  [
    /\/lan-networks$/,
    [
      { name: "LAN", purpose: 1, vlan: 1, vlanType: 0 },
      { name: "Guest network", purpose: 0, vlan: 20, vlanType: 0 },
      { name: "Camera network", purpose: 0, vlan: 30, vlanType: 0 },
    ],
  ],
  [
    /\/lan-profiles$/,
    [
      { name: "All", flag: 0, type: 0 },
      { name: "Disable", flag: 0, type: 1 },
      { name: "Cameras", flag: 2, type: 2 },
    ],
  ],
  [
    /\/roles$/,
    [
      { name: "Administrator", source: 0, type: 0 },
      { name: "Technician", source: 1, type: 0 },
      { name: "Auditor", source: 1, type: 0 },
    ],
  ],
];

const SITE = "/{omadacId}/sites/{siteId}";

/** Members of made-up rows that name a row of another collection: its first one. Lists of such are empty without `to`. */
const LINKS: readonly { from: RegExp; member: string; to?: string; many?: true }[] = [
  { from: /\/wireless-network\/ssids$/, member: "apGroupIds", to: `${SITE}/ap-groups`, many: true },
  { from: /\{siteId\}\/lan-profiles$/, member: "nativeNetworkId", to: `${SITE}/lan-networks` },
  { from: /\/lan-profiles$/, member: "tagNetworkIds", many: true },
  { from: /\/lan-profiles$/, member: "untagNetworkIds", many: true },
  { from: /\/hotspot\/localusers$/, member: "portals", to: `${SITE}/portals`, many: true },
  { from: /^\/\{omadacId\}\/users$/, member: "roleId", to: "/{omadacId}/roles" },
];

/**
 * Makes the rows of a collection that is asked for first.
 * @param read gives the rows of another collection beside this one
 */
export function makeRows(
  controller: Controller,
  collection: Collection,
  key: string,
  read: (path: string) => Rows | undefined,
): Map<string, StoredRow> {
  const rows = new Map<string, StoredRow>();
  const links = linksOf(collection, read);
  for (let index = 0; index < ROWS; index++) {
    const known = { ...flagsOf(index), ...knownOf(collection, index), ...links };
    const row = rowOf(controller, collection.row, `${key}/${index}`, known) as StoredRow;
    const wished = collection.idSchema.type === "integer" ? index + 1 : likelyId(collection, row);
    const id = freeId(controller, { collection, key, rows }, wished);
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

function knownOf({ path }: Collection, index: number): Members {
  return KNOWN.find(([pattern]) => pattern.test(path))?.[1][index] ?? {};
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
