import type { Collection } from "./types.js";

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
 * The collections whose items a parameter names although the path does not hang on their list: `networkId` in
 * `…/sites/{siteId}/networks/{networkId}/devices` is an item of `…/sites/{siteId}/lan-networks`. The list has to be
 * found with what stands before the parameter; of several the nearest count.
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
