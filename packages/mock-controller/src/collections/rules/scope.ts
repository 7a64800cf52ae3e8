import type { Controller } from "../../controller.js";
import type { Request } from "../../handlers/types.js";
import { rowsOfPath } from "../store.js";
import type { Rows } from "../types.js";

/** The beginning of paths that rules are written for; in a site template the same holds within the template. */
export const SITE = "/{omadacId}/sites/{siteId}";
const TEMPLATE = "/{omadacId}/sitetemplates/{siteTemplateId}";

/** The rows of another collection of the same site, site template, controller or MSP as the request is about. */
export function rowsInScope(
  controller: Controller,
  { operation, call }: Request,
  path: string,
): Rows | undefined {
  const ofMsp = operation.path.includes("/msp/{mspId}/");
  if (path.startsWith("/msp/") !== ofMsp) return undefined;
  const within = operation.path.includes(TEMPLATE) ? path.replace(SITE, TEMPLATE) : path;
  return rowsOfPath(controller, within, call.segments);
}
