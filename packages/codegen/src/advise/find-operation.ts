import { methodAndPath } from "../model/operation-key.js";
import type { ApiModel } from "../model/types.js";

/**
 * The operation that a request by path calls.
 * @param path as somebody's code has it: `/openapi/v1/{}/sites/{siteId}/led`, maybe with a query
 * @returns METHOD and path; undefined when the snapshot has no such operation
 */
export function findOperation(model: ApiModel, method: string, path: string): string | undefined {
  const asked = segmentsOf(path.replace(/\?.*$/, ""));
  let best: { operation: string; exact: number } | undefined;
  for (const operation of model.operations) {
    if (operation.method !== method) continue;
    const exact = likeness(segmentsOf(operation.path), asked);
    if (exact !== undefined && exact > (best?.exact ?? -1))
      best = { operation: methodAndPath(operation), exact };
  }
  return best?.operation;
}

/** How many segments are the same, if the template can stand for what was asked. */
function likeness(template: readonly string[], asked: readonly string[]): number | undefined {
  if (template.length !== asked.length) return undefined;
  let exact = 0;
  for (const [at, segment] of template.entries()) {
    if (segment === asked[at]) exact++;
    else if (!segment.startsWith("{")) return undefined;
  }
  return exact;
}

function segmentsOf(path: string): string[] {
  return path.split("/");
}
