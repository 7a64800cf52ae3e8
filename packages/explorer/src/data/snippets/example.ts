import {
  type ApiModel,
  flatten,
  kindOf,
  type Operation,
  type Parameter,
  responseShape,
} from "@omada-sdk/model";
import { neededBody, neededValue } from "./values.js";

/** A parameter with a value. */
export interface ExampleParameter {
  /** As the document calls it; dots make members of an object. */
  name: string;
  /** The argument of a client's method, whose members `path` leads into: `["filters", "timeStart"]`. */
  argument: readonly string[];
  value: unknown;
  /** For one of the path: the operation that lists the ids it takes. */
  source?: IdSource;
}

/** Where the id that stands in a path comes from. */
export interface IdSource {
  /** `tag.method` of a list. */
  operation: string;
  /** The members of a row that may be the id; the first one that is there counts. */
  members: readonly string[];
  /** Only rows whose `type` it is. */
  type?: string;
  /** What the list takes besides the ids before. */
  args: Readonly<Record<string, unknown>>;
}

/** One call of an operation with all that it needs. */
export interface Example {
  operation: Operation;
  path: readonly ExampleParameter[];
  query: readonly ExampleParameter[];
  /** undefined when there is none. Members may be files. */
  body: unknown;
  isMultipart: boolean;
  /** A list whose pages `paginate` reads; page and page size are not among the parameters then. */
  isList: boolean;
  /** There is nothing to show but that it was done. */
  isVoid: boolean;
}

/** Pages hold as many rows as every operation allows. */
export const PAGE_SIZE = 10;

/** The call that all snippets of an operation show. */
export function exampleOf(model: ApiModel, operation: Operation): Example {
  const { schemas } = model;
  const { name, parameters, body, paging } = operation;
  const shape = responseShape(operation, schemas);
  const isRows = shape.kind === "page" || (shape.kind === "value" && isArray(model, shape.schema));
  const isList = paging !== undefined && isRows;
  const taken = new Set(body ? ["body"] : []);
  const named = (parameter: Parameter, suffix: string): ExampleParameter => {
    const [head = "", ...rest] = parameter.name.split(".");
    const free = taken.has(head) ? `${head}${suffix}` : head;
    const value = isPort(parameter) ? "1" : neededValue(schemas, parameter.schema, name, parameter.name);
    return { name: parameter.name, argument: [free, ...rest], value };
  };
  const path = parameters
    .filter((each) => each.in === "path" && each.name !== "omadacId")
    .map((each) => ({ ...named(each, "Path"), ...sourceOf(model, operation, each.name) }));
  for (const { argument } of path) taken.add(argument[0] as string);
  const isPage = ({ name: each }: { name: string }) => each === "page" || each === "pageSize";
  const query = parameters
    .filter((each) => each.in === "query" && (each.required || (paging === "query" && isPage(each))))
    .filter((each) => !(isList && isPage(each)))
    .map((each) => (paging === "query" && isPage(each) ? paged(named(each, "Query")) : named(each, "Query")));
  return {
    operation,
    path,
    query,
    body: body && bodyOf(model, operation, isList),
    isMultipart: body?.mediaType === "multipart/form-data",
    isList,
    isVoid: shape.kind === "none" && !operation.download,
  };
}

/** Ports of switches have numbers, which paths take as texts. */
function isPort({ in: place, name, schema }: Parameter): boolean {
  return place === "path" && name === "port" && schema.type === "string" && !schema.pattern && !schema.enum;
}

function isArray({ schemas }: ApiModel, schema: Parameter["schema"]): boolean {
  return kindOf(flatten(schemas, schema)) === "array";
}

function paged(parameter: ExampleParameter): ExampleParameter {
  return { ...parameter, value: parameter.name === "page" ? 1 : PAGE_SIZE };
}

function bodyOf({ schemas }: ApiModel, { name, body, paging }: Operation, isList: boolean): unknown {
  const schema = body?.schema ?? {};
  if (paging !== "body") return neededBody(schemas, schema, name);
  const { page: _, pageSize: __, ...others } = Object(neededValue(schemas, schema, name, "body"));
  if (!isList) return { page: 1, pageSize: PAGE_SIZE, ...others };
  return Object.keys(others).length > 0 ? others : undefined;
}

interface List {
  /** The path after the id of the controller or the MSP; of a template where the operation is about one. */
  after: string;
  members: readonly string[];
  type?: string;
}

const device = (type?: string): List => ({
  after: "/sites/{siteId}/devices",
  members: ["mac"],
  ...(type !== undefined && { type }),
});

/** The lists of ids that many paths need, which their own paths do not lead to. */
const LISTS: Readonly<Record<string, List>> = {
  siteId: { after: "/sites", members: ["siteId"] },
  siteTemplateId: { after: "/sitetemplates", members: ["siteTemplateId", "id"] },
  customerId: { after: "/customers", members: ["customerId", "id"] },
  deviceMac: device(),
  apMac: device("ap"),
  switchMac: device("switch"),
  gatewayMac: device("gateway"),
  clientMac: { after: "/sites/{siteId}/clients", members: ["mac"] },
  networkId: { after: "/sites/{siteId}/lan-networks", members: ["id", "networkId"] },
  stackId: { after: "/sites/{siteId}/stacks", members: ["stackId", "id"] },
};

interface ListsOfModel {
  /** By {@link ownerOf} and what follows it. */
  readonly byAfter: ReadonlyMap<string, Operation>;
  /** By the last part of that. */
  readonly byLast: ReadonlyMap<string, readonly Operation[]>;
}

/** Of each model once. */
const listsOfModels = new WeakMap<ApiModel, ListsOfModel>();

function listsOf(model: ApiModel): ListsOfModel {
  const known = listsOfModels.get(model);
  if (known) return known;
  const byAfter = new Map<string, Operation>();
  const byLast = new Map<string, Operation[]>();
  for (const operation of model.operations) {
    const { method, paging, path, deprecated } = operation;
    if ((method !== "GET" && paging !== "body") || deprecated) continue;
    const shape = responseShape(operation, model.schemas);
    if (shape.kind !== "page" && !(shape.kind === "value" && isArray(model, shape.schema))) continue;
    const after = afterOwner(path);
    // Where there are two, the one with filters in a body is the newer one.
    const key = ownerOf(path) + after;
    if (!byAfter.has(key) || paging === "body") byAfter.set(key, operation);
    const last = after.slice(after.lastIndexOf("/") + 1);
    byLast.set(last, [...(byLast.get(last) ?? []), operation]);
  }
  const made = { byAfter, byLast };
  listsOfModels.set(model, made);
  return made;
}

function afterOwner(path: string): string {
  return path.replace(/^.*?\/\{(?:omadacId|mspId)\}/, "");
}

/** What the first id of a path is of: a controller or an MSP. */
function ownerOf(path: string): "msp" | "controller" {
  return path.includes("/{mspId}/") ? "msp" : "controller";
}

/** The list that an id in a path belongs to: its own, what stands before it in the path, or what is called like that. */
function sourceOf(model: ApiModel, operation: Operation, name: string): { source?: IdSource } {
  const { byAfter, byLast } = listsOf(model);
  const path = afterOwner(operation.path);
  const before = path.slice(0, path.indexOf(`{${name}}`)).replace(/\/$/, "");
  const own = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
  const ofTemplate = path.startsWith("/sitetemplates/{siteTemplateId}/");
  const ownAfter = ofTemplate
    ? own?.after.replace("/sites/{siteId}/", "/sitetemplates/{siteTemplateId}/")
    : own?.after;
  const isBefore = (list: Operation): boolean =>
    [...afterOwner(list.path).matchAll(/\{[^{}]*\}/g)].every(([each]) => before.includes(each));
  const near = (byLast.get(before.slice(before.lastIndexOf("/") + 1)) ?? []).filter(isBefore);
  // The sites of a customer are those of a controller.
  const owners = path.includes("{customerId}") && name !== "customerId" ? [] : [ownerOf(operation.path)];
  const exact = [...owners, "controller", "msp"].map((owner) => byAfter.get(owner + (ownAfter ?? before)));
  const list =
    exact.find((each) => each !== undefined) ?? near.find(({ tag }) => tag === operation.tag) ?? near[0];
  if (!list || list === operation) return {};
  const other = /id$/i.test(name) ? ["id"] : /mac$/i.test(name) ? ["mac"] : [];
  const { members = [name, ...other], type } = own ?? {};
  return {
    source: { operation: list.name, members, ...(type !== undefined && { type }), ...pageOf(model, list) },
  };
}

/** Where a list takes its page, and what else it cannot do without. */
function pageOf(model: ApiModel, list: Operation): Pick<IdSource, "args"> {
  const { body, paging } = list;
  const page = { page: 1, pageSize: PAGE_SIZE };
  const first = paging === "query" ? page : {};
  const needed = list.parameters
    .filter(({ in: place, required, name }) => place === "query" && required && !(name in page))
    .map(({ name, schema }) => [name, neededValue(model.schemas, schema, list.name, name)] as const);
  const own = body ? { body: bodyOf(model, list, false) } : {};
  return { args: { ...first, ...Object.fromEntries(needed), ...own } };
}
