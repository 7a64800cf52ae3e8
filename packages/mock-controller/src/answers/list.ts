import { type Operation, resolveSchema, type Schema } from "@omada-sdk/model";
import { dataArray } from "../collections/lists.js";
import { frameOf, rowOf, shapeOf } from "../collections/rows.js";
import { type Answer, success, successText } from "../protocol/answer.js";
import type { Controller, Members, Request } from "../state/controller.js";
import { withExistingIds } from "./detail.js";
import { type ListQuery, listQueryOf, pageOf } from "./paging.js";
import { isSelective, type MemberReader, select, withBooleanFilters } from "./select.js";

/** How entities of the state become rows. */
export interface ListOptions<T> {
  /** Identifies an entity; the same key gives the same sampled members. */
  key: (entity: T) => string;
  /** Further members of a row, beside the entity's own. */
  extra?: (entity: T) => Members;
  /** Further members of the page, beside the rows. */
  pageMembers?: Members;
  query?: ListQuery;
  /** Members that are searched where the document names none. */
  searched?: readonly string[];
  /** The schema of a row, for pages whose form the document leaves open. */
  row?: Schema;
}

/** Answers a list operation, paged or as a bare array, with entities of the state. */
export function answerList<T extends object>(
  controller: Controller,
  request: Request,
  entities: Iterable<T>,
  options: ListOptions<T>,
): Answer {
  const { operation, call } = request;
  const { key, extra, pageMembers = {}, query = listQueryOf(call) } = options;
  const { schemas } = controller.behaviour.model;
  const shape = shapeOf(controller, operation);
  if (shape.kind === "none") return success();
  const bare = shape.kind === "value" && shape.schema.type === "array";
  const wrapped = shape.kind === "value" && !bare ? dataArray(schemas, shape.schema)?.items : undefined;
  const row =
    shape.kind === "page" ? shape.row : bare ? (shape.schema.items ?? {}) : (wrapped ?? options.row);
  if (!row) return success();

  const all: readonly T[] = Array.isArray(entities) ? entities : [...entities];
  const chosen = isSelective(query)
    ? select(
        all,
        withBooleanFilters(operation, query),
        searchFieldsOf(operation) ?? options.searched,
        rowReader(controller, row, key, extra),
      )
    : all;
  const texts = (shown: readonly T[]): string =>
    `[${shown.map((entity) => rowText(controller, row, entity, key(entity), extra?.(entity))).join()}]`;
  if (bare) return successText(texts(chosen));
  if (wrapped) return successText(`{"data":${texts(chosen)}}`);
  const { data, ...page } = pageOf(chosen, query);
  const frame =
    shape.kind === "page"
      ? {
          ...withExistingIds(controller, request, frameOf(controller, operation), pageMembers),
          ...pageMembers,
        }
      : {};
  const head = JSON.stringify({ ...frame, ...page });
  return successText(`${head.slice(0, -1)},"data":${texts(data)}}`);
}

/** The members that `searchKey` searches according to the document. */
export function searchFieldsOf({ parameters }: Operation): readonly string[] | undefined {
  return parameters.find(({ name }) => name === "searchKey")?.["x-omada-search-fields"];
}

interface CachedRow {
  controller: Controller;
  schema: Schema;
  /** The entity's members as they were. */
  own: Members;
  extra: Members;
  text: string;
}

/** Rows whose texts are kept at a time; about 1 kB each. */
const MAX_CACHED_ROWS = 2048;
const NOTHING: Members = {};
const cache = new Map<object, CachedRow>();

/**
 * The JSON text of an entity's row, made again only after the entity changed.
 * @param entity whose row it is; the key of the cache
 * @param extra members beside the entity's own
 */
function rowText(
  controller: Controller,
  schema: Schema,
  entity: object,
  key: string,
  extra: Members = NOTHING,
): string {
  const before = cache.get(entity);
  if (before?.schema === schema && before.controller === controller) {
    if (haveSameMembers(before.own, entity as Members) && haveSameMembers(before.extra, extra))
      return before.text;
  }
  const own = { ...entity };
  const known = { ...own, ...extra };
  const text = JSON.stringify(rowOf(controller, schema, key, known));
  if (Object.values(known).every((value) => typeof value !== "object" || value === null)) {
    if (cache.size >= MAX_CACHED_ROWS) cache.clear();
    cache.set(entity, { controller, schema, own, extra, text });
  }
  return text;
}

/** Whether two flat objects have the same members */
function haveSameMembers(before: Members, now: Members): boolean {
  if (before === now) return true;
  for (const name in before) if (before[name] !== now[name]) return false;
  for (const name in now) if (before[name] === undefined && now[name] !== undefined) return false;
  return true;
}

/**
 * Reads members of entities as their rows show them: the entity's own, those that follow from others, then sampled
 * ones. It makes the sample only when a member of it is needed.
 */
function rowReader<T extends object>(
  controller: Controller,
  row: Schema,
  key: (entity: T) => string,
  extra: ((entity: T) => Members) | undefined,
): MemberReader<T> {
  const { schemas } = controller.behaviour.model;
  const declared = resolveSchema(schemas, row).properties ?? {};
  const extras = new Map<T, Members>();
  const rows = new Map<T, Members>();
  return (entity, member) => {
    if (Object.hasOwn(entity, member)) return (entity as Members)[member];
    if (!Object.hasOwn(declared, member)) return undefined;
    const further = extra && cached(extras, entity, () => extra(entity));
    if (further && Object.hasOwn(further, member)) return further[member];
    const known = { ...further, ...entity };
    return cached(rows, entity, () => rowOf(controller, row, key(entity), known) as Members)[member];
  };
}

function cached<K, V>(values: Map<K, V>, key: K, make: () => V): V {
  const before = values.get(key);
  if (before !== undefined) return before;
  const value = make();
  values.set(key, value);
  return value;
}
