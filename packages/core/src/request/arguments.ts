import { OmadaError } from "@omada-sdk/auth";
import type { Operation } from "../operations/operation.js";
import { pathParameters } from "./url.js";

/** The arguments of a method, sorted by their place in the request. */
export interface RequestParts {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}

/** Which arguments of an operation are path parameters. */
interface PathArguments {
  /** Parameter and the name of its argument. */
  readonly pairs: ReadonlyArray<readonly [parameter: string, argument: string]>;
  readonly arguments: ReadonlySet<string>;
}

const pathArguments = new WeakMap<Operation, PathArguments>();

function pathArgumentsOf(operation: Operation): PathArguments {
  let known = pathArguments.get(operation);
  if (!known) {
    const names = pathParameters(operation.path).filter((name) => name !== "omadacId");
    const pairs = names.map((name) => [name, operation.pathArguments[name] ?? name] as const);
    known = { pairs, arguments: new Set(pairs.map(([, argument]) => argument)) };
    pathArguments.set(operation, known);
  }
  return known;
}

/**
 * Sorts the one argument object of a method into path, query and body.
 * @throws OmadaError when `args` is not an object
 */
export function sortArguments(
  operation: Operation,
  args: Record<string, unknown> | undefined,
  omadacId: string,
): RequestParts {
  if (args !== undefined && (typeof args !== "object" || args === null))
    throw new OmadaError(`${operation.name}: the arguments have to be one object.`);
  const { pairs, arguments: taken } = pathArgumentsOf(operation);
  const path: Record<string, unknown> = { omadacId };
  const query: Record<string, unknown> = {};
  for (const [parameter, argument] of pairs) path[parameter] = args?.[argument];
  for (const argument of Object.keys(args ?? {})) {
    if (argument === "body" || taken.has(argument)) continue;
    const { queryNames } = operation;
    const name = Object.hasOwn(queryNames, argument) ? queryNames[argument] : undefined;
    query[name ?? argument] = args?.[argument];
  }
  const body = args?.body;
  return { path, query, body: operation.multipart && body !== undefined ? toFormData(body) : body };
}

/**
 * Turns the fields of an upload into multipart form data: blobs and files as they are, arrays repeated, objects as JSON.
 * @throws OmadaError when the body is not an object of fields
 */
function toFormData(body: unknown): FormData {
  if (body instanceof FormData) return body;
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new OmadaError("The body of an upload is an object with one member per form field.");
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? value : [value]) appendField(form, name, item);
  }
  return form;
}

function appendField(form: FormData, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (value instanceof Blob) form.append(name, value);
  else if (typeof value === "object") form.append(name, JSON.stringify(value));
  else form.append(name, String(value));
}
