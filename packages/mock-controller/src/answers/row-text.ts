import type { Schema } from "@omada-sdk/codegen/model";
import { rowOf } from "../collections/rows.js";
import type { Controller } from "../state/controller.js";
import type { Members } from "../state/request.js";

interface CachedRow {
  controller: Controller;
  schema: Schema;
  /** The entity's members as they were. */
  own: Members;
  extra: Members;
  text: string;
}

/** Rows whose texts are kept at a time; about 1 kB each. */
const KEPT = 2048;
const NOTHING: Members = {};
const cache = new Map<object, CachedRow>();

/**
 * The JSON text of an entity's row, made again only after the entity changed.
 * @param entity whose row it is; the cache hangs on it
 * @param extra members beside the entity's own
 */
export function rowText(
  controller: Controller,
  schema: Schema,
  entity: object,
  key: string,
  extra: Members = NOTHING,
): string {
  const before = cache.get(entity);
  if (before?.schema === schema && before.controller === controller) {
    if (same(before.own, entity as Members) && same(before.extra, extra)) return before.text;
  }
  const own = { ...entity };
  const known = { ...own, ...extra };
  const text = JSON.stringify(rowOf(controller, schema, key, known));
  if (Object.values(known).every((value) => typeof value !== "object" || value === null)) {
    if (cache.size >= KEPT) cache.clear();
    cache.set(entity, { controller, schema, own, extra, text });
  }
  return text;
}

/** Whether two flat objects have the same members */
function same(before: Members, now: Members): boolean {
  if (before === now) return true;
  for (const name in before) if (before[name] !== now[name]) return false;
  for (const name in now) if (before[name] === undefined && now[name] !== undefined) return false;
  return true;
}
