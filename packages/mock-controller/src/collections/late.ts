import type { Rows, StoredRow } from "./types.js";

const times = new WeakMap<StoredRow, number>();

/** Keeps a row out of lists until a time, in milliseconds since 1970. */
export function appearAt(row: StoredRow, time: number): void {
  times.set(row, time);
}

/** The rows that are in lists at a time. */
export function visibleRows(place: Rows | undefined, now: number): StoredRow[] {
  return [...(place?.rows.values() ?? [])].filter((row) => (times.get(row) ?? 0) <= now);
}
