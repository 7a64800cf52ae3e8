import { type ApiModel, keyOfOperation, type Operation, operationKey } from "@omada-sdk/model";
import { idsOf } from "@omada-sdk/model/search";
import { nearest } from "@omada-sdk/model/words";
import { UsageError } from "../command.js";
import { readSearchIndex } from "../search-index.js";
import { printable } from "../terminal.js";

/** Names that a message has room for. */
const SHOWN = 12;

/**
 * The operation of a name, such as `device.getDeviceList`, or of `METHOD /path`.
 * @throws UsageError saying which ones are near, or which versions have it
 */
export async function findOperation(model: ApiModel, asked: string): Promise<Operation> {
  const { operations } = model;
  const isPath = /^[a-z]+ \//i.test(asked);
  const key = isPath ? keyOfOperation(asked.replace(/^[a-z]+/i, (method) => method.toUpperCase())) : "";
  const wanted = asked.toLowerCase();
  const found = isPath
    ? operations.find(({ method, path }) => operationKey(method, path) === key)
    : (operations.find(({ name }) => name === asked) ??
      operations.find(({ name }) => name.toLowerCase() === wanted));
  if (found) return found;
  throw new UsageError((await inOtherVersions(model, key, wanted)) ?? notFound(model, asked, isPath));
}

/** Whether the snapshots that come with omada have it in other versions, or under another name in this one. */
async function inOtherVersions(model: ApiModel, key: string, wanted: string): Promise<string | undefined> {
  const index = await readSearchIndex();
  const entry = index.operations.find(
    ({ name, olderNames = [], method, path }) =>
      operationKey(method, path) === key ||
      [name, ...olderNames].some((each) => each.toLowerCase() === wanted),
  );
  if (!entry) return undefined;
  const here = model.operations.find(
    ({ method, path }) => operationKey(method, path) === operationKey(entry.method, entry.path),
  );
  if (here) return `it is called ${here.name} in ${model.id}`;
  const { name, successors = [] } = entry;
  const known = new Set(model.operations.map((each) => each.name));
  const instead = successors.filter((each) => known.has(each));
  const use = instead.length > 0 ? `; use ${instead.join(" or ")}` : "";
  return `${name} is in ${idsOf(index, entry.in).join(", ")}, not in ${model.id}, which fits this controller${use}`;
}

function notFound({ operations, id }: ApiModel, asked: string, isPath: boolean): string {
  const shown = printable(asked).slice(0, 200);
  if (isPath) return `no operation of ${id} is ${shown}; omada api sends any request`;
  const dot = asked.indexOf(".");
  const tags = new Set(operations.map(({ name }) => name.slice(0, name.indexOf("."))));
  const search = "; omada ops finds operations by words";
  if (dot < 0) {
    const ends = operations.filter(({ name }) => name.endsWith(`.${asked}`)).map(({ name }) => name);
    if (ends.length > 0) return `an operation is called tag.method; did you mean ${listed(ends)}?`;
    const tag = tags.has(asked) ? asked : nearest(asked, tags);
    const methods = operations.filter(({ name }) => name.startsWith(`${tag}.`)).map(({ name }) => name);
    const some = methods.length > 0 ? `; ${tag} has ${listed(methods)}` : "";
    return `"${shown}" is no operation, which are called tag.method${some}${search}`;
  }
  const near = nearest(
    asked,
    operations.map(({ name }) => name),
  );
  if (near !== undefined) return `${id} has no operation "${shown}"; did you mean ${near}?`;
  const tag = tags.has(asked.slice(0, dot)) ? asked.slice(0, dot) : nearest(asked.slice(0, dot), tags);
  const same = operations.filter(({ name }) => name.endsWith(asked.slice(dot))).map(({ name }) => name);
  if (same.length > 0) return `${id} has no operation "${shown}"; did you mean ${listed(same)}?`;
  const methods = operations.filter(({ name }) => name.startsWith(`${tag}.`)).map(({ name }) => name);
  const some = methods.length > 0 ? `; ${tag} has ${listed(methods)}` : "";
  return `${id} has no operation "${shown}"${some}${search}`;
}

function listed(names: readonly string[]): string {
  return names.slice(0, SHOWN).join(", ") + (names.length > SHOWN ? ", ..." : "");
}

/** Permissions of 5.12 are called like `DEVICES_READ`. */
const VIEW = /\bview only\b|_READ$/i;

/**
 * Whether an operation may change something. Most reads are GET; those that take a body are lists with the page in the
 * body, or are called `get...` and need a permission to view only. Some GETs need a permission to change things.
 */
export function mayWrite({ method, name, paging, permissions }: Operation): boolean {
  if (paging === "body") return false;
  const verb = name.slice(name.indexOf(".") + 1);
  const views = permissions.some((permission) => VIEW.test(permission));
  if (method === "POST") return !(views && /^get[A-Z\d]/.test(verb));
  return (
    method !== "GET" || (permissions.length > 0 && !views && !/^(?:get|export|download)[A-Z\d]/.test(verb))
  );
}
