import type { Controller, Request } from "../../state/controller.js";
import { rowsOfPath } from "../store.js";
import type { Rows } from "../types.js";
import { pathInScope } from "./references.js";

/** The rows of another collection of the same site, site template, controller or MSP as the request is about. */
export function rowsInScope(
  controller: Controller,
  { operation, call }: Request,
  path: string,
): Rows | undefined {
  const within = pathInScope(operation.path, path);
  return within === undefined ? undefined : rowsOfPath(controller, within, call.segments);
}
