import { listed, snapshotsIn } from "../masks.js";
import type { SiteSnapshot } from "../site.js";

/** A name and the snapshots in which something is true of it, bit n for snapshot n. */
export interface Placed {
  name: string;
  in: number;
}

/** Collects, for names that come snapshot by snapshot, in which ones they do. */
export class Places {
  readonly #masks = new Map<string, number>();

  add(name: string, { at }: Pick<SiteSnapshot, "at">): void {
    this.#masks.set(name, (this.#masks.get(name) ?? 0) | (1 << at));
  }

  /** By name. */
  list(): Placed[] {
    return [...this.#masks]
      .map(([name, mask]) => ({ name, in: mask }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** The entry of a map, made where there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The names that the same snapshots have, together; those of the newest snapshots first. */
export function byVersions(
  placed: readonly Placed[],
  snapshots: readonly SiteSnapshot[],
): { ids: string[]; names: string[] }[] {
  const groups = new Map<number, string[]>();
  for (const { name, in: mask } of placed) entry(groups, mask, () => []).push(name);
  return [...groups]
    .sort(([a], [b]) => b - a)
    .map(([mask, names]) => ({ ids: snapshotsIn(mask, snapshots).map(({ id }) => id), names }));
}

/** `5.15 and 6.2`, or `all versions`. */
export function versionsText(ids: readonly string[], snapshots: readonly SiteSnapshot[]): string {
  return ids.length === snapshots.length ? "all versions" : listed(ids);
}

/** `1 operation`, `2,106 operations`. */
export function count(amount: number, thing: string, things = `${thing}s`): string {
  return `${amount.toLocaleString("en-US")} ${amount === 1 ? thing : things}`;
}

/** The first few of a list and how many more there are. */
export function firstOf(list: readonly string[], most: number): string {
  if (list.length <= most) return list.join(", ");
  return `${list.slice(0, most).join(", ")} and ${list.length - most} more`;
}
