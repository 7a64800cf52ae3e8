import type { Controller } from "../controller.js";
import { rowOf } from "../handlers/rows.js";
import { accepts } from "../sample/accepts.js";
import { sample } from "../sample/sample.js";
import { objectId } from "../state/sites.js";
import type { Collection, Role, StoredRow } from "./types.js";

/** Rows of a collection that nobody wrote to. */
const ROWS = 3;

/** The rows of one collection: those of one site, or of one item of another collection. */
export interface Rows {
  /** Path without version; the key of the collection in the state. */
  key: string;
  /** By id. */
  rows: Map<string, StoredRow>;
}

/** The rows that a call works on. They are made up when they are asked for first. */
export function rowsAt(controller: Controller, { collection, at }: Role, segments: readonly string[]): Rows {
  const key = [...segments.slice(2, at - 1), collection.name].map(encodeURIComponent).join("/");
  const { collections } = controller.state;
  let rows = collections.get(key);
  if (!rows) {
    rows = isUnderCreated(controller, key) ? new Map() : makeRows(controller, collection, key);
    collections.set(key, rows);
  }
  return { key, rows };
}

function makeRows(controller: Controller, collection: Collection, key: string): Map<string, StoredRow> {
  const rows = new Map<string, StoredRow>();
  for (let index = 0; index < ROWS; index++) {
    const row = rowOf(controller, collection.row, `${key}/${index}`, {}) as StoredRow;
    const wished = collection.idSchema.type === "integer" ? index + 1 : row[collection.idMember];
    const id = freeId(controller, collection, { key, rows }, wished);
    rows.set(String(id), { ...row, [collection.idMember]: id });
  }
  return rows;
}

/** What somebody created starts empty: a new site has no rows of the mock's own making. */
function isUnderCreated({ state }: Controller, key: string): boolean {
  if (state.created.size === 0) return false;
  const parts = key.split("/");
  return parts.some((_, index) => state.created.has(parts.slice(0, index + 1).join("/")));
}

/** An id for a new row: the wished one where it is free, otherwise one in the form that the documents give. */
export function freeId(
  { model, seed }: Controller,
  { idSchema, idMember }: Collection,
  { key, rows }: Rows,
  wished: unknown,
): string | number {
  const isFree = (id: unknown): id is string | number =>
    id !== "" && accepts(model.schemas, idSchema, id, { required: true }) && !rows.has(String(id));
  if (isFree(wished)) return wished;
  if (idSchema.type === "integer") return Math.max(0, ...[...rows.keys()].map(Number)) + 1;
  for (let attempt = rows.size; ; attempt++) {
    const source = `${seed}/${key}/new/${attempt}`;
    const id = idSchema.pattern ? sample(model.schemas, idSchema, source, idMember) : objectId(source);
    if (isFree(id)) return id;
    if (attempt > rows.size + 50) return objectId(source);
  }
}

/** Forgets everything below a path: nested collections and settings. */
export function forgetBelow({ state }: Controller, path: string): void {
  for (const key of state.collections.keys()) if (key.startsWith(`${path}/`)) state.collections.delete(key);
  for (const key of state.settings.keys()) {
    if (key.replace(/^\/openapi\/v\d+\//, "").startsWith(`${path}/`)) state.settings.delete(key);
  }
  for (const key of state.created) if (key === path || key.startsWith(`${path}/`)) state.created.delete(key);
}
