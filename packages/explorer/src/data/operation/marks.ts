import { idsIn, listed, snapshotsIn } from "../masks.js";
import { isSameVersion, type Release, supportInWords } from "./support.js";

/** Something said of an operation or a field, with the snapshots it is said of where those are not all of them. */
export interface Marked {
  text: string;
  /** Ids with blanks between them. */
  in?: string;
  /** `since 6.2`. */
  support?: string;
}

/**
 * The snapshots that say something, nothing if all do. Where some have lost it, those of the newest version speak for them.
 * @param of snapshots that could say it
 * @param lost those whose documents have lost it
 */
export function markOf(
  mask: number,
  of: number,
  lost: number,
  snapshots: readonly Release[],
): Omit<Marked, "text"> {
  if (mask === of) return {};
  const isContradicted = (of & ~mask & ~lost) !== 0;
  const newest = snapshotsIn(of, snapshots).at(-1);
  const own = snapshotsIn(mask, snapshots);
  if (!isContradicted && newest && own.some((each) => isSameVersion(each, newest))) return {};
  return {
    in: idsIn(mask, snapshots),
    support:
      lost === 0 ? supportInWords(mask, of, snapshots) : `stated for ${listed(own.map(({ id }) => id))}`,
  };
}

/**
 * What each place says, the newest first; the same said in several places is said once. Empty texts are left out.
 * @param silent snapshots whose documents cannot say it
 */
export function saidIn<Place>(
  places: readonly Place[],
  at: (place: Place) => number,
  say: (place: Place) => string | readonly string[],
  snapshots: readonly Release[],
  silent = 0,
): Marked[] {
  const of = places.reduce((mask, place) => mask | (1 << at(place)), 0);
  const masks = new Map<string, number>();
  for (const place of [...places].reverse()) {
    for (const text of [say(place)].flat()) {
      if (text !== "") masks.set(text, (masks.get(text) ?? 0) | (1 << at(place)));
    }
  }
  return [...masks].map(([text, mask]) => ({ text, ...markOf(mask, of, silent, snapshots) }));
}
