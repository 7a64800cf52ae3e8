import { filteredRow } from "../schema/narrow.js";
import type { Controller, Members } from "../state/controller.js";
import { madeUpId } from "./ids.js";
import { pathInScope, withLinkedIds } from "./references.js";
import { rowOf } from "./rows.js";
import type { Collection, Rows, StoredRow } from "./types.js";

/** How many rows the mock makes up for a collection. */
const SEED_ROWS = 3;

/** Flags that only the first row has, as it came with the controller. */
const FLAGS_OF_FIRST = ["primary", "defaultRole", "defaultProfile", "buildIn", "builtInServer"];

/** Lists of made-up rows that are empty. */
const EMPTY_LISTS: readonly (readonly [path: RegExp, member: string])[] = [
  [/\/lan-profiles$/, "tagNetworkIds"],
  [/\/lan-profiles$/, "untagNetworkIds"],
];

/**
 * Makes the rows of a collection when a call needs them for the first time.
 * @param created whether it belongs to something that a call created: then it has only the built-in rows
 * @param read gives the rows of another collection beside this one
 */
export function makeRows(
  controller: Controller,
  collection: Collection,
  key: string,
  created: boolean,
  read: (path: string) => Rows | undefined,
): Map<string, StoredRow> {
  const count = created ? builtInCount(collection) : SEED_ROWS;
  if (count === 0) return new Map();
  const rows = new Map<string, StoredRow>();
  const { path } = collection;
  const empty = Object.fromEntries(
    EMPTY_LISTS.filter(([of]) => of.test(path)).map(([, member]) => [member, []]),
  );
  // A row names none of its own list: that row would have to exist before it.
  const firstId = (to: string): string | undefined => {
    const within = pathInScope(path, to);
    return within === undefined || within === path ? undefined : read(within)?.rows.keys().next().value;
  };
  const row = filteredRow(collection.list, collection.row, controller.behaviour.model.schemas);
  for (let index = 0; index < count; index++) {
    const known = { ...flagsOf(index), ...seedMembers(controller, collection, index), ...empty };
    const made = rowOf(controller, row, `${key}/${index}`, known) as StoredRow;
    const stored = withLinkedIds(made, path, known, firstId);
    const id = madeUpId(controller, { collection, key, rows }, likelyId(collection, stored), index + 1);
    rows.set(String(id), { ...empty, ...absentIn(known), ...stored, [collection.idMember]: id });
  }
  return rows;
}

/** The sampled id of a row, unless its name asks for an object id (24 hexadecimal digits) and it is none. */
function likelyId({ idMember, idSchema }: Collection, row: StoredRow): unknown {
  const id = row[idMember];
  const object = /id$/i.test(idMember) && idSchema.pattern === undefined;
  return object && !/^[0-9a-f]{24}$/.test(String(id)) ? undefined : id;
}

/** Members that a row does not have, whichever way it is shown. */
function absentIn(known: Members): Members {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value === undefined));
}

function flagsOf(index: number): Members {
  return Object.fromEntries(FLAGS_OF_FIRST.map((name) => [name, index === 0]));
}

/** What the made-up rows of a collection are. */
interface SeedRows {
  /** The end of the collection's path. */
  path: RegExp;
  rows: readonly Members[];
  /** How many of them a site or template has that a call creates. */
  builtIn?: number;
}

const SEED_MEMBERS: readonly SeedRows[] = [
  {
    path: /\/wireless-network\/wlans$/,
    rows: [{ name: "Default" }, { name: "Warehouse" }, { name: "Outdoor" }],
    builtIn: 1,
  },
  {
    path: /\/wlans\/\{wlanId\}\/ssids$/,
    rows: [
      { name: "Staff", guestNetEnable: false, band: 3 },
      { name: "Guests", guestNetEnable: true, band: 3 },
      { name: "Sensors", guestNetEnable: false, band: 1 },
    ],
  },
  {
    path: /\/lan-networks$/,
    rows: [
      { name: "LAN", purpose: 1, vlan: 1, vlanType: 0, vlans: undefined },
      { name: "Guest network", purpose: 0, vlan: 20, vlanType: 0, vlans: undefined },
      { name: "Camera network", purpose: 0, vlan: 30, vlanType: 0, vlans: undefined },
    ],
    builtIn: 1,
  },
  {
    path: /\/lan-profiles$/,
    rows: [
      { name: "All", flag: 0, type: 0 },
      { name: "Disable", flag: 0, type: 1 },
      { name: "Cameras", flag: 2, type: 2 },
    ],
    builtIn: 2,
  },
  {
    path: /\/roles$/,
    rows: [
      { name: "Administrator", source: 0, type: 0 },
      { name: "Technician", source: 1, type: 0 },
      { name: "Auditor", source: 1, type: 0 },
    ],
  },
];

/** Users, by the path of the controller's or the MSP's list. */
const USERS = /^\/(\{omadacId\}|msp\/\{mspId\})\/users$/;

/** What a made-up row is, by its index; the first user is the one that the mock's credentials name. */
function seedMembers({ credentials }: Controller, collection: Collection, index: number): Members {
  if (index === 0 && USERS.test(collection.path)) {
    return { name: credentials.username, type: 0, allSite: true, allCustomer: true, temporaryEnable: false };
  }
  return seedRowsFor(collection)?.rows[index] ?? {};
}

/** How many rows a collection has below something that a call created. */
function builtInCount(collection: Collection): number {
  return seedRowsFor(collection)?.builtIn ?? 0;
}

function seedRowsFor({ path }: Collection): SeedRows | undefined {
  return SEED_MEMBERS.find((known) => known.path.test(path));
}
