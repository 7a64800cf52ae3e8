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
    const value = neededValue(schemas, parameter.schema, name, parameter.name);
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

/** The only list from which an id is taken that many paths need: what follows `{omadacId}`, and a type of device. */
const LISTS: Readonly<Record<string, { after: string; members: string[]; type?: string }>> = {
  siteId: { after: "/sites", members: ["siteId"] },
  siteTemplateId: { after: "/sitetemplates", members: ["siteTemplateId", "id"] },
  customerId: { after: "/customers", members: ["customerId", "id"] },
  deviceMac: { after: "/sites/{siteId}/devices", members: ["mac"] },
  apMac: { after: "/sites/{siteId}/devices", members: ["mac"], type: "ap" },
  switchMac: { after: "/sites/{siteId}/devices", members: ["mac"], type: "switch" },
  gatewayMac: { after: "/sites/{siteId}/devices", members: ["mac"], type: "gateway" },
  clientMac: { after: "/sites/{siteId}/clients", members: ["mac"] },
};

/** Lists by their path, and by what follows `{omadacId}` in it, of each model once. */
const reads = new WeakMap<ApiModel, ReadonlyMap<string, Operation>>();

function readsOf(model: ApiModel): ReadonlyMap<string, Operation> {
  const known = reads.get(model);
  if (known) return known;
  const rows = model.operations.filter((each) => {
    const shape = each.method === "GET" && responseShape(each, model.schemas);
    return shape && (shape.kind === "page" || (shape.kind === "value" && isArray(model, shape.schema)));
  });
  const made = new Map<string, Operation>();
  for (const each of rows) {
    made.set(each.path, each);
    const after = each.path.split("/{omadacId}")[1] ?? "";
    if (!made.has(after)) made.set(after, each);
  }
  reads.set(model, made);
  return made;
}

/** The list that an id in a path belongs to: its own, or what stands before it in the path. */
function sourceOf(model: ApiModel, { path }: Operation, name: string): { source?: IdSource } {
  const own = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
  const at = path.indexOf(`{${name}}`);
  const list = readsOf(model).get(own ? own.after : path.slice(0, at).replace(/\/$/, ""));
  if (!list) return {};
  const members = own?.members ?? [name, "id", "mac"];
  return { source: { operation: list.name, members, ...(own?.type && { type: own.type }) } };
}
