import type { SiteSnapshot } from "./site.js";

/** The snapshots of a mask, in order. */
export function snapshotsIn<S extends Pick<SiteSnapshot, "at">>(mask: number, snapshots: readonly S[]): S[] {
  return snapshots.filter(({ at }) => (mask & (1 << at)) !== 0);
}

/** Ids with blanks between them, as `data-in` has them. */
export function idsIn(mask: number, snapshots: readonly Pick<SiteSnapshot, "at" | "id">[]): string {
  return snapshotsIn(mask, snapshots)
    .map(({ id }) => id)
    .join(" ");
}

/** A list in words: `5.12`, `5.12 and 5.15`, `5.12, 5.15 and 6.2`. */
export function listed(texts: readonly string[], last = "and"): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} ${last} ${texts.at(-1)}`;
}
