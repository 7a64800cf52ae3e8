import { type ApiModel, type Operation, resolveSchema, type Schema } from "@omada-sdk/model";
import { byUnversionedPath, declaredRow, hasJsonBody, isOpenPage } from "./lists.js";
import type { Collection } from "./types.js";

/** Parameters whose values the state holds, or that choose a kind and not an item. */
const NOT_ITEMS = new Set([
  ...["omadacId", "mspId", "siteId", "apMac", "switchMac", "gatewayMac", "deviceMac", "clientMac"],
  ...["type", "groupType", "format", "deviceType", "cliType", "vlan", "protocol"],
]);

/** Lists whose path does not follow from that of their items, by the path of the items. */
const LIST_PATHS: Readonly<Record<string, string>> = {
  "/msp/{mspId}/account/customer-roles": "/msp/{mspId}/customer-roles",
};

type ByPath = ReadonlyMap<string, readonly Operation[]>;

/**
 * The collections of an interface by the path before the id of their items, whatever the version of list or item. The
 * list of `…/x/{id}` is `…/x`, `…/xs`, `…/x/grid` or `…/grid/x`; where there is none, the items are spread over the
 * lists `…/x/<kind>`.
 */
export function findCollections(model: ApiModel): Map<string, readonly Collection[]> {
  const byPath = byUnversionedPath(model);
  const found = new Map<string, readonly Collection[]>();
  for (const path of byPath.keys()) {
    const [, parent, param] = /^(.*)\/\{(\w+)\}$/.exec(path) ?? [];
    if (parent === undefined || param === undefined || NOT_ITEMS.has(param) || found.has(parent)) continue;
    const whole = listPathsOf(parent).flatMap((list) => collectionAt(model, byPath, list, parent, param));
    const collections = whole.length > 0 ? whole.slice(0, 1) : kindsBelow(model, byPath, parent, param);
    if (collections.length > 0) found.set(parent, collections);
  }
  return found;
}

function listPathsOf(parent: string): string[] {
  const grid = parent.replace(/\/([^/]+)$/, "/grid/$1");
  const elsewhere = LIST_PATHS[parent];
  return [parent, `${parent}s`, ...(elsewhere ? [elsewhere] : []), `${parent}/grid`, grid];
}

/** Lists such as `…/acls/eap-acls` whose rows are items of `…/acls/{aclId}`. */
function kindsBelow(model: ApiModel, byPath: ByPath, parent: string, param: string): Collection[] {
  const names = [...byPath.keys()].filter(
    (path) => path.startsWith(`${parent}/`) && /^[\w-]+$/.test(path.slice(parent.length + 1)),
  );
  return names.flatMap((path) => collectionAt(model, byPath, path, parent, param));
}

function collectionAt(
  model: ApiModel,
  byPath: ByPath,
  path: string,
  parent: string,
  param: string,
): Collection[] {
  for (const list of byPath.get(path) ?? []) {
    const row =
      declaredRow(model, list) ?? (isOpenPage(model, list) ? sentRow(model, byPath, parent) : undefined);
    const id =
      row && (idOf(model, row, param) ?? (path === parent ? hiddenId(byPath, parent, param) : undefined));
    if (row && id) return [{ path, segments: path.split("/").slice(1), param, row, list, ...id }];
  }
  return [];
}

/** The rows of an open page look like the body that writes one. */
function sentRow(model: ApiModel, byPath: ByPath, parent: string): Schema | undefined {
  const bodies = (byPath.get(parent) ?? []).filter((operation) => hasJsonBody(model, operation));
  return bodies
    .map(({ body }) => body?.schema)
    .find((schema) => schema && resolveSchema(model.schemas, schema).properties?.id);
}

function idOf(
  { schemas }: ApiModel,
  row: Schema,
  param: string,
): Pick<Collection, "idMember" | "idSchema"> | undefined {
  const { properties = {} } = resolveSchema(schemas, row);
  const idMember = idMemberOf(Object.keys(properties), param);
  const declared = idMember === undefined ? undefined : properties[idMember];
  if (idMember === undefined || !declared) return undefined;
  const idSchema = resolveSchema(schemas, declared);
  return idSchema.type === "string" || idSchema.type === "integer" ? { idMember, idSchema } : undefined;
}

/**
 * Some rows do not show their ids, although there are operations for them: the mock keeps them under the parameter's
 * name.
 */
function hiddenId(
  byPath: ByPath,
  parent: string,
  param: string,
): Pick<Collection, "idMember" | "idSchema"> | undefined {
  const creates = byPath.get(parent)?.some(({ method }) => method === "POST");
  const writes = byPath
    .get(`${parent}/{${param}}`)
    ?.some(({ method }) => method !== "GET" && method !== "POST");
  return creates && writes && /\wId$/.test(param)
    ? { idMember: param, idSchema: { type: "string" } }
    : undefined;
}

/** The member with the name of the parameter, or `id`, or one of which one name ends like the other. */
function idMemberOf(names: readonly string[], param: string): string | undefined {
  const lower = param.toLowerCase();
  return (
    names.find((name) => name === param) ??
    names.find((name) => name === "id") ??
    names.find((name) => name.toLowerCase() === lower) ??
    names.find((name) => name === "ID") ??
    names.find((name) => name.endsWith(capitalized(param))) ??
    names.find((name) => /\wId$/.test(name) && param.endsWith(capitalized(name)))
  );
}

function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
