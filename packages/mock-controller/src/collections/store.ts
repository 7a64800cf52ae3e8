import type { Controller, Request } from "../state/controller.js";
import { planOf } from "./plan.js";
import { pathInScope } from "./references.js";
import { makeRows } from "./seed.js";
import type { Collection, Role, Rows, StoredRow } from "./types.js";

/** The rows that a call works on. The mock makes them up when a call needs them for the first time. */
export function rowsAt(
  controller: Controller,
  { collection, among, at }: Role,
  segments: readonly string[],
): Rows {
  const id = segments[at] ?? "";
  const places = among?.map((one) => rowsOfCollection(controller, one, segments));
  return (
    places?.find(({ rows }) => rows.has(id)) ??
    places?.[0] ??
    rowsOfCollection(controller, collection, segments)
  );
}

/** The rows of a collection, for the ids in the segments of a path that begins like the collection's. */
export function rowsOfCollection(
  controller: Controller,
  collection: Collection,
  segments: readonly string[],
): Rows {
  // The path of a call begins with `openapi` and the version.
  const filled = collection.segments.map((part, index) =>
    part.startsWith("{") ? (segments[index + 2] ?? "") : part,
  );
  const key = filled.map(encodeURIComponent).join("/");
  const { collections } = controller.state;
  let rows = collections.get(key);
  if (!rows) {
    const read = (path: string) => rowsOfPath(controller, path, segments);
    rows = makeRows(controller, collection, key, isUnderCreated(controller, key), read);
    collections.set(key, rows);
  }
  return { key, collection, rows };
}

/** The rows of the collection with a template; undefined where the interface has none. */
export function rowsOfPath(
  controller: Controller,
  path: string,
  segments: readonly string[],
): Rows | undefined {
  const collection = planOf(controller.behaviour.model).collections.get(path);
  return collection && rowsOfCollection(controller, collection, segments);
}

/** Whether a path is below something that a call created: there are none of the mock's made-up rows. */
function isUnderCreated({ state }: Controller, key: string): boolean {
  if (state.created.size === 0) return false;
  const parts = key.split("/");
  return parts.some((_, index) => state.created.has(parts.slice(0, index + 1).join("/")));
}

/** Removes everything below a path: nested collections and settings. */
export function forgetBelow({ state }: Controller, path: string): void {
  for (const key of state.collections.keys()) if (key.startsWith(`${path}/`)) state.collections.delete(key);
  for (const key of state.numbers.keys()) if (key.startsWith(`${path}/`)) state.numbers.delete(key);
  for (const key of state.settings.keys()) {
    if (key.replace(/^\/openapi\/v\d+\//, "").startsWith(`${path}/`)) state.settings.delete(key);
  }
  for (const key of state.created) if (key === path || key.startsWith(`${path}/`)) state.created.delete(key);
}

const appearTimes = new WeakMap<StoredRow, number>();

/** Keeps a row out of lists until a time, in milliseconds since 1970. */
export function appearAt(row: StoredRow, time: number): void {
  appearTimes.set(row, time);
}

/** The rows that are in lists at a time. */
export function visibleRows(place: Rows | undefined, now: number): StoredRow[] {
  return [...(place?.rows.values() ?? [])].filter((row) => (appearTimes.get(row) ?? 0) <= now);
}

/** The rows of another collection of the same site, site template, controller or MSP as the request is about. */
export function rowsInScope(
  controller: Controller,
  { operation, call }: Request,
  path: string,
): Rows | undefined {
  const within = pathInScope(operation.path, path);
  return within === undefined ? undefined : rowsOfPath(controller, within, call.segments);
}
