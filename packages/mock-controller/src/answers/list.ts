import { type Operation, resolveSchema, type Schema } from "@omada-sdk/model";
import { dataArray } from "../collections/lists.js";
import { frameOf, rowOf, sampleOf, shapeOf } from "../collections/rows.js";
import { type Answer, success, successText } from "../protocol/answer.js";
import type { Controller, Members, Request } from "../state/controller.js";
import { type Copy, copyOf, isAsCopied } from "../state/copies.js";
import { withExistingIds } from "./detail.js";
import { kept } from "./kept.js";
import { type ListQuery, listQueryOf, pageOf } from "./paging.js";
import { type Columns, isSelective, select, withBooleanFilters } from "./select.js";

/** How entities of the state become rows. */
export interface ListOptions<T> {
  /** Identifies an entity; the same key gives the same sampled members. */
  key: (entity: T) => string;
  /** Further members of a row, beside the entity's own. */
  extra?: (entity: T) => Members;
  /**
   * Names the entities among all lists whose entities and rows follow from sites, devices and clients alone; what is
   * found out about these is kept. What else `extra` depends on belongs into the name.
   */
  list?: string;
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
  const chosen = isSelective(query) ? chosenOf(controller, operation, all, row, options, query) : all;
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

/** The entities that a query asks for, in its order. */
function chosenOf<T extends object>(
  controller: Controller,
  operation: Operation,
  all: readonly T[],
  row: Schema,
  options: ListOptions<T>,
  query: ListQuery,
): readonly T[] {
  const name = options.list && `${operation.name} ${options.list}`;
  const keep = <V extends readonly unknown[]>(what: string, make: () => V): V =>
    name === undefined ? make() : kept(controller, `${name} ${what}`, make);
  const { searchKey, sorts, filters } = query;
  return keep(JSON.stringify({ searchKey, sorts, filters: [...filters] }), () => {
    const column = columnsOf(controller, all, row, options);
    return select(
      all,
      withBooleanFilters(operation, query),
      searchFieldsOf(operation) ?? options.searched,
      (member) => keep(member, () => column(member)),
    );
  });
}

/**
 * Reads members as rows show them: the entity's own, those that follow from others, then sampled ones. It makes a sample
 * only when a member of it is needed.
 */
function columnsOf<T extends object>(
  controller: Controller,
  entities: readonly T[],
  row: Schema,
  { key, extra, list }: ListOptions<T>,
): Columns {
  const declared = resolveSchema(controller.behaviour.model.schemas, row).properties ?? {};
  const samples = list === undefined ? samplesOfCall(controller, row) : lastingSamples(controller, row);
  return (member) => {
    const sampled = samples(member);
    return entities.map((entity) => {
      if (Object.hasOwn(entity, member)) return (entity as Members)[member];
      if (!Object.hasOwn(declared, member)) return undefined;
      const further = extra?.(entity);
      if (further && Object.hasOwn(further, member)) return further[member];
      return sampled(key(entity));
    });
  };
}

/** Reads a member of the sample of a key. */
type Samples = (member: string) => (key: string) => unknown;

/** Makes each sample once. */
function samplesOfCall(controller: Controller, row: Schema): Samples {
  const samples = new Map<string, Members>();
  return (member) => (key) => entryOf(samples, key, () => sampleOf(controller, row, key) as Members)[member];
}

/** Keeps the values of the members that were read, as whole samples of long lists would fill the memory. */
function lastingSamples(controller: Controller, row: Schema): Samples {
  const bySchema = entryOf(sampledValues, controller, () => new Map());
  const byMember = entryOf(bySchema, row, () => new Map());
  return (member) => {
    const values = entryOf(byMember, member, () => new Map());
    return (key) => entryOf(values, key, () => (sampleOf(controller, row, key) as Members)[member] ?? null);
  };
}

const sampledValues = new WeakMap<Controller, Map<Schema, Map<string, Map<string, unknown>>>>();

/** The entry of a key, made when it is wanted first. */
function entryOf<K, V>(
  map: { get: (key: K) => V | undefined; set: (key: K, value: V) => unknown },
  key: K,
  make: () => V,
): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}

/** The text of a row, and what it was made of. */
interface WrittenRow {
  key: string;
  own: Copy;
  extra: Copy;
  text: string;
}

/** Characters that the kept rows of a controller have together at most: those of 50,000 devices or 13,000 clients. */
const MAX_CHARACTERS = 30_000_000;
const NOTHING: Members = {};

/** The rows of a controller that were written, by their schema and entity. */
interface WrittenRows {
  bySchema: Map<Schema, Map<object, WrittenRow>>;
  characters: number;
}

const writtenRows = new WeakMap<Controller, WrittenRows>();

/**
 * The JSON text of an entity's row, made again only after the entity changed.
 * @param extra members beside the entity's own
 */
function rowText(
  controller: Controller,
  schema: Schema,
  entity: object,
  key: string,
  extra: Members = NOTHING,
): string {
  let written = writtenRows.get(controller);
  if (!written || written.characters > MAX_CHARACTERS) {
    written = { bySchema: new Map(), characters: 0 };
    writtenRows.set(controller, written);
  }
  const rows = entryOf(written.bySchema, schema, () => new Map());
  const before = rows.get(entity);
  if (before?.key === key && isAsCopied(before.own, entity) && isAsCopied(before.extra, extra))
    return before.text;
  const text = JSON.stringify(rowOf(controller, schema, key, { ...entity, ...extra }));
  written.characters += text.length - (before?.text.length ?? 0);
  rows.set(entity, { key, own: copyOf(entity), extra: copyOf(extra), text });
  return text;
}
