import type { StoredRow } from "./types.js";

const times = new WeakMap<StoredRow, number>();

/** Keeps a row out of lists until a time, in milliseconds since 1970. */
export function appearAt(row: StoredRow, time: number): void {
  times.set(row, time);
}

/** Whether a row is in lists at a time. */
export function appears(row: StoredRow, now: number): boolean {
  return (times.get(row) ?? 0) <= now;
}
