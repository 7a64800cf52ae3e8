import { OmadaError } from "@omada-sdk/auth";
import type { Operation } from "../group/operation.js";
import { toFormData } from "./form.js";
import { pathParameters } from "./path.js";

/** The arguments of a method, sorted by where they go. */
export interface RequestParts {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
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
  const { body, ...rest } = args ?? {};
  const path: Record<string, unknown> = {};
  for (const name of pathParameters(operation.path)) {
    if (name === "omadacId") {
      path[name] = omadacId;
      continue;
    }
    const argument = operation.pathArguments[name] ?? name;
    path[name] = rest[argument];
    delete rest[argument];
  }
  const query: Record<string, unknown> = {};
  for (const [argument, value] of Object.entries(rest)) {
    const name = Object.hasOwn(operation.queryNames, argument) ? operation.queryNames[argument] : undefined;
    query[name ?? argument] = value;
  }
  return { path, query, body: operation.multipart && body !== undefined ? toFormData(body) : body };
}
