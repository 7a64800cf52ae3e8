import { filteredRow } from "../schema/filtered-row.js";
import type { Controller } from "../state/controller.js";
import type { Members } from "../state/request.js";
import { madeUpId } from "./ids.js";
import { builtInRows, knownMembers } from "./known-rows.js";
import { rowOf } from "./rows.js";
import { withKnownIds } from "./rules/link.js";
import { pathInScope } from "./rules/paths.js";
import type { Collection, Rows, StoredRow } from "./types.js";

/** Rows of a collection that nobody wrote to. */
const ROWS = 3;

/** Members that only the first row has set: it came with the controller. */
const FIRST_ONLY = ["primary", "defaultRole", "defaultProfile", "buildIn", "builtInServer"];

/** Lists of made-up rows that are empty. */
const EMPTY: readonly (readonly [path: RegExp, member: string])[] = [
  [/\/lan-profiles$/, "tagNetworkIds"],
  [/\/lan-profiles$/, "untagNetworkIds"],
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
  const { path } = collection;
  const empty = Object.fromEntries(EMPTY.filter(([of]) => of.test(path)).map(([, member]) => [member, []]));
  // A row that names one of its own list names none: that one would have to be there before.
  const firstId = (to: string): string | undefined => {
    const within = pathInScope(path, to);
    return within === undefined || within === path ? undefined : read(within)?.rows.keys().next().value;
  };
  const row = filteredRow(collection.list, collection.row, controller.model.schemas);
  for (let index = 0; index < count; index++) {
    const known = { ...flagsOf(index), ...knownMembers(controller, collection, index), ...empty };
    const made = rowOf(controller, row, `${key}/${index}`, known) as StoredRow;
    const stored = withKnownIds(made, path, known, firstId);
    const id = madeUpId(controller, { collection, key, rows }, likelyId(collection, stored), index + 1);
    rows.set(String(id), { ...empty, ...absentIn(known), ...stored, [collection.idMember]: id });
  }
  return rows;
}

/** The id that a row was made up with, unless its name promises an object id (24 hexadecimal digits) and it is none. */
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
  return Object.fromEntries(FIRST_ONLY.map((name) => [name, index === 0]));
}
