import { type ApiModel, type Operation, resolveSchema } from "@omada-sdk/model";
import { findCollections } from "./find.js";
import { byParam, idFormsOf, referredBy } from "./items.js";
import { byUnversionedPath, declaredRow, hasJsonBody, isOpenPage, unversioned } from "./lists.js";
import type { Collection, IdForm, Plan, Role, RoleKind } from "./types.js";

const plans = new WeakMap<ApiModel, Plan>();

/** How an interface's operations work on collections; computed once per interface. */
export function planOf(model: ApiModel): Plan {
  const known = plans.get(model);
  if (known) return known;
  const plan = makePlan(model);
  plans.set(model, plan);
  return plan;
}

/** What a plan is made from. */
interface Parts {
  model: ApiModel;
  /** By the path before the id of the items. */
  byParent: ReadonlyMap<string, readonly Collection[]>;
  /** By the path of the list. */
  byList: ReadonlyMap<string, Collection>;
  /** Paths that can be read. */
  readable: ReadonlySet<string>;
}

function makePlan(model: ApiModel): Plan {
  const byParent = findCollections(model);
  const byList = new Map([...byParent.values()].flat().map((collection) => [collection.path, collection]));
  const gets = [...byUnversionedPath(model)].filter(([, group]) =>
    group.some(({ method }) => method === "GET"),
  );
  const parts = { model, byParent, byList, readable: new Set(gets.map(([path]) => path)) };
  const roles = new Map<Operation, Role>();
  const places = new Map<Operation, readonly Role[]>();
  const params = byParam(byList.values());
  const forms = new Map<Operation, readonly IdForm[]>();
  for (const operation of model.operations) {
    const path = unversioned(operation.path);
    const items = itemsOf(path, byParent);
    const named = [...items, ...referredItems(path, items, params)];
    if (named.length > 0) places.set(operation, named);
    const unlisted = idFormsOf(operation, new Set(named.map(({ at }) => at)));
    if (unlisted.length > 0) forms.set(operation, unlisted);
    const role =
      roleOfList(parts, operation, path) ??
      roleOfItem(parts, operation, path, items.at(-1)) ??
      roleOfBatch(parts, operation, path);
    if (role) roles.set(operation, role);
  }
  return { collections: byList, roles, places, forms };
}

/** A role of several collections, described by the first of them. */
function roleOf(
  kind: RoleKind,
  [collection, ...others]: readonly Collection[],
  at: number,
): Role | undefined {
  if (!collection) return undefined;
  return others.length > 0
    ? { kind, collection, at, among: [collection, ...others] }
    : { kind, collection, at };
}

/** The items that a path names. Segments count with `openapi` and the version. */
function itemsOf(path: string, byParent: Parts["byParent"]): Role[] {
  const segments = path.split("/");
  return segments.flatMap((segment, index) => {
    const collections = byParent.get(segments.slice(0, index).join("/")) ?? [];
    const role =
      collections.some(({ param }) => segment === `{${param}}`) && roleOf("get", collections, index + 1);
    return role || [];
  });
}

/** The items that a path names beside those of its own lists. */
function referredItems(
  path: string,
  items: readonly Role[],
  collections: ReturnType<typeof byParam>,
): Role[] {
  const parts = path.split("/");
  const own = new Set(items.map(({ at }) => at));
  return parts.flatMap((_, index) =>
    own.has(index + 1) ? [] : (roleOf("get", referredBy(parts, index, collections), index + 1) ?? []),
  );
}

/** Reading a list, or writing to the path of a list or of its items. */
function roleOfList(
  { model, byParent, byList }: Parts,
  operation: Operation,
  path: string,
): Role | undefined {
  const list = byList.get(path);
  const at = path.split("/").length + 1;
  if (declaredRow(model, operation) || isOpenPage(model, operation))
    return list && roleOf("list", [list], at);
  const own = byParent.get(path) ?? (list ? [list] : []);
  if (own.length === 0 || operation.paging || !hasJsonBody(model, operation)) return undefined;
  if (operation.method === "POST") return roleOf("create", own, at);
  if (operation.method === "DELETE") return roleOf("delete-many", own, at);
  const { properties = {} } = resolveSchema(model.schemas, operation.body?.schema ?? {});
  return own.every(({ idMember }) => idMember in properties) ? roleOf("modify-named", own, at) : undefined;
}

const KIND_BY_METHOD: Readonly<Record<string, RoleKind>> = {
  GET: "get",
  PUT: "modify",
  PATCH: "modify",
  DELETE: "delete",
};

function roleOfItem(
  { model, readable }: Parts,
  operation: Operation,
  path: string,
  item: Role | undefined,
): Role | undefined {
  if (!item) return undefined;
  const rest = path.split("/").slice(item.at);
  if (rest.length === 0) {
    const kind =
      KIND_BY_METHOD[operation.method] ??
      (/\.(modify|update|edit)/.test(operation.name) ? "modify" : undefined);
    if (!kind || operation.download || declaredRow(model, operation)) return undefined;
    return kind === "modify" && !hasJsonBody(model, operation) ? undefined : { ...item, kind };
  }
  const writes = operation.method === "PUT" || operation.method === "PATCH";
  if (!writes || rest.length > 1 || readable.has(path) || !hasJsonBody(model, operation)) return undefined;
  return { ...item, kind: "modify-part" };
}

/** `…/batch/delete` and the like below a collection, with ids in the body. */
function roleOfBatch({ model, byParent }: Parts, operation: Operation, path: string): Role | undefined {
  const [, parent = ""] =
    /^(.*)\/(?:batch\/delete|batch-delete|delete\/batch|batchDelete|delete)$/.exec(path) ?? [];
  if (operation.method === "GET" || !hasJsonBody(model, operation)) return undefined;
  return roleOf("delete-many", byParent.get(parent) ?? [], parent.split("/").length + 1);
}
