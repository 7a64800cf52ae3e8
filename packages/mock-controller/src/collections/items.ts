import type { Operation } from "@omada-sdk/model";
import type { Collection, IdForm } from "./types.js";

const MAC = "[0-9A-F]{2}(?:-[0-9A-F]{2}){5}";
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** Ids are 24 hexadecimal digits (observed); some kinds are numbers or are named by an address. */
const ID = `(?:[0-9a-f]{24}|\\d+|${UUID}|${MAC})`;

const ID_FORMS: readonly (readonly [name: RegExp, form: RegExp])[] = [
  [/^(?:port|vlan|groupType|simCard|firmwareSize)$/, /^\d+$/],
  [/^(?:mac|vigiMac)$/, new RegExp(`^${MAC}$`)],
  [/^id$|[a-z](?:Id|ID|Uuid)$/, new RegExp(`^${ID}$`)],
  [/[a-z]Ids$/, new RegExp(`^${ID}(?:,${ID})*$`)],
];
/** Other code checks these: they name this controller, or an entity of the state. */
const CHECKED_ELSEWHERE = /^(?:omadacId|mspId|siteId)$/;

/**
 * The forms that the parameters of a path must have.
 * @param known indexes of segments whose values are looked up in a list
 */
export function idFormsOf({ path }: Operation, known: ReadonlySet<number>): IdForm[] {
  return path.split("/").flatMap((part, index) => {
    const at = index - 1;
    if (!part.startsWith("{") || known.has(at)) return [];
    const name = part.slice(1, -1);
    const found = CHECKED_ELSEWHERE.test(name) ? undefined : ID_FORMS.find(([matches]) => matches.test(name));
    return found ? [{ at, form: found[1] }] : [];
  });
}

/** Collections by the name of the parameter of their items. */
export function byParam(collections: Iterable<Collection>): Map<string, Collection[]> {
  const groups = new Map<string, Collection[]>();
  for (const collection of collections) {
    const group = groups.get(collection.param);
    if (group) group.push(collection);
    else groups.set(collection.param, [collection]);
  }
  return groups;
}

/**
 * The collections whose items a parameter names although the path does not continue that of their list: `networkId` in
 * `…/sites/{siteId}/networks/{networkId}/devices` is an item of `…/sites/{siteId}/lan-networks`. The path before the
 * parameter has to hold every id that the list needs; of several lists the nearest ones count.
 * @param parts of the path, the first one empty
 * @param index of the parameter among them
 */
export function referredBy(
  parts: readonly string[],
  index: number,
  collections: ReadonlyMap<string, readonly Collection[]>,
): Collection[] {
  const param = parts[index]?.slice(1, -1) ?? "";
  if (!/\wId$/.test(param)) return [];
  const reachable = (collections.get(param) ?? []).filter(({ segments }) =>
    segments.every((part, at) => !part.startsWith("{") || (at + 1 < index && parts[at + 1] === part)),
  );
  const shared = reachable.map(({ segments }) => segments.findIndex((part, at) => parts[at + 1] !== part));
  const nearest = Math.max(...shared);
  return reachable.filter((_, candidate) => shared[candidate] === nearest);
}
