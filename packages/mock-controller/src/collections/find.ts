import {
  type ApiModel,
  type Operation,
  type ResponseShape,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/codegen/model";
import type { Collection } from "./types.js";

/** Parameters whose values the mock keeps elsewhere, or that choose a kind and not an item. */
const NOT_ITEMS = new Set([
  ...["omadacId", "mspId", "siteId", "apMac", "switchMac", "gatewayMac", "deviceMac", "clientMac"],
  ...["type", "groupType", "format", "deviceType", "cliType", "vlan", "protocol"],
]);

/** A path without `/openapi/vN`. */
export function unversioned(path: string): string {
  return path.replace(/^\/openapi\/v\d+/, "");
}

/**
 * The collections of an interface: paths that are listed by GET and have items, whatever the version of either. The
 * list of `…/portal/{portalId}` is `…/portals`.
 */
export function findCollections(model: ApiModel): Map<string, Collection> {
  const byPath = group(model.operations);
  const found = new Map<string, Collection>();
  for (const path of byPath.keys()) {
    const item = /^(.*)\/\{(\w+)\}$/.exec(path);
    const [, parent = "", param = ""] = item ?? [];
    if (!item || NOT_ITEMS.has(param)) continue;
    for (const listPath of [parent, `${parent}s`]) {
      const list = byPath.get(listPath)?.find((operation) => isList(model, operation));
      const collection = list && collectionOf(model, listPath, param, list);
      if (!collection) continue;
      if (!found.has(parent)) found.set(parent, collection);
      break;
    }
  }
  return found;
}

function group(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const path = unversioned(operation.path);
    groups.set(path, [...(groups.get(path) ?? []), operation]);
  }
  return groups;
}

/** Whether an operation answers GET with rows that are objects. */
export function isList(model: ApiModel, operation: Operation): boolean {
  return (
    operation.method === "GET" && rowSchema(model, responseShape(operation, model.schemas)) !== undefined
  );
}

function rowSchema(model: ApiModel, shape: ResponseShape): Schema | undefined {
  if (shape.kind === "none") return undefined;
  const row =
    shape.kind === "page" ? shape.row : shape.schema.type === "array" ? shape.schema.items : undefined;
  return row && resolveSchema(model.schemas, row).properties ? row : undefined;
}

function collectionOf(model: ApiModel, path: string, param: string, list: Operation): Collection | undefined {
  const row = rowSchema(model, responseShape(list, model.schemas));
  const properties = row ? (resolveSchema(model.schemas, row).properties ?? {}) : {};
  const idMember = idMemberOf(Object.keys(properties), param);
  const declared = idMember === undefined ? undefined : properties[idMember];
  if (!row || idMember === undefined || !declared) return undefined;
  const idSchema = resolveSchema(model.schemas, declared);
  if (idSchema.type !== "string" && idSchema.type !== "integer") return undefined;
  return { path, name: path.slice(path.lastIndexOf("/") + 1), param, idMember, idSchema, row, list };
}

/** The member called like the parameter, or `id`, or one that ends like it. */
function idMemberOf(names: readonly string[], param: string): string | undefined {
  const lower = param.toLowerCase();
  return (
    names.find((name) => name === param) ??
    names.find((name) => name === "id") ??
    names.find((name) => name.toLowerCase() === lower) ??
    names.find((name) => name === "ID") ??
    names.find((name) => name.endsWith(`${param.charAt(0).toUpperCase()}${param.slice(1)}`))
  );
}
