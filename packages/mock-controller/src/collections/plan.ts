import { type ApiModel, type Operation, resolveSchema } from "@omada-sdk/codegen/model";
import { findCollections, isList, unversioned } from "./find.js";
import type { Collection, Plan, Role, RoleKind } from "./types.js";

const plans = new WeakMap<ApiModel, Plan>();

/** How an interface's operations work on collections; found out once per interface. */
export function planOf(model: ApiModel): Plan {
  const known = plans.get(model);
  if (known) return known;
  const plan = makePlan(model);
  plans.set(model, plan);
  return plan;
}

function makePlan(model: ApiModel): Plan {
  const byParent = findCollections(model);
  const byList = new Map([...byParent.values()].map((collection) => [collection.path, collection]));
  const readable = new Set(
    model.operations.filter(({ method }) => method === "GET").map(({ path }) => unversioned(path)),
  );
  const roles = new Map<Operation, Role>();
  const places = new Map<Operation, readonly Role[]>();
  for (const operation of model.operations) {
    const path = unversioned(operation.path);
    const items = itemsOf(path, byParent);
    if (items.length > 0) places.set(operation, items);
    const own = byParent.get(path) ?? byList.get(path);
    const kind = own ? kindOfList(model, operation) : undefined;
    const role = own && kind ? { kind, collection: own, at: path.split("/").length + 1 } : undefined;
    const innermost = items.at(-1);
    const found =
      role ??
      (innermost && roleOfItem(model, operation, path, innermost, readable)) ??
      roleOfBatch(path, byParent);
    if (found) roles.set(operation, found);
  }
  return { collections: byList, roles, places };
}

/** The items that a path names. Segments count with `openapi` and the version. */
function itemsOf(path: string, byParent: ReadonlyMap<string, Collection>): Role[] {
  const segments = path.split("/");
  return segments.flatMap((segment, index) => {
    const collection = byParent.get(segments.slice(0, index).join("/"));
    return collection && segment === `{${collection.param}}`
      ? [{ kind: "get" as const, collection, at: index + 1 }]
      : [];
  });
}

function kindOfList(model: ApiModel, operation: Operation): RoleKind | undefined {
  if (isList(model, operation)) return "list";
  return operation.method === "POST" && hasJsonBody(model, operation) && !operation.paging
    ? "create"
    : undefined;
}

/** Whether a body with members is sent; some uploads are declared as JSON texts. */
function hasJsonBody({ schemas }: ApiModel, { body, download }: Operation): boolean {
  if (download || !body?.mediaType.includes("json")) return false;
  return resolveSchema(schemas, body.schema).type !== "string";
}

const KINDS: Readonly<Record<string, RoleKind>> = {
  GET: "get",
  PUT: "modify",
  PATCH: "modify",
  DELETE: "delete",
};

function roleOfItem(
  model: ApiModel,
  operation: Operation,
  path: string,
  item: Role,
  readable: ReadonlySet<string>,
): Role | undefined {
  const rest = path.split("/").slice(item.at);
  if (rest.length === 0) {
    const kind =
      KINDS[operation.method] ?? (/\.(modify|update|edit)/.test(operation.name) ? "modify" : undefined);
    if (!kind || operation.download || isList(model, operation)) return undefined;
    return kind === "modify" && !hasJsonBody(model, operation) ? undefined : { ...item, kind };
  }
  const writes = operation.method === "PUT" || operation.method === "PATCH";
  if (!writes || rest.length > 1 || readable.has(path) || !hasJsonBody(model, operation)) return undefined;
  return { ...item, kind: "modify-part" };
}

/** `…/batch/delete` and the like below a collection, with ids in the body. */
function roleOfBatch(path: string, byParent: ReadonlyMap<string, Collection>): Role | undefined {
  const [parent] = path.split(/\/(?:batch\/delete|batch-delete|delete\/batch|batchDelete)$/);
  const collection = parent === path ? undefined : byParent.get(parent ?? "");
  return collection && { kind: "delete-many", collection, at: (parent ?? "").split("/").length + 1 };
}
