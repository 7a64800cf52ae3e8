import { withKnownIds } from "../collections/rules/link.js";
import { rowsInScope } from "../collections/rules/scope.js";
import type { Controller } from "../state/controller.js";
import type { Members, Request } from "../state/request.js";

/**
 * A made-up answer whose members that name rows of other collections, such as `lanNetworkId`, name rows that are there.
 * @param known members of the answer that stay as they are
 */
export function withIdsInReach<T>(controller: Controller, request: Request, value: T, known: Members): T {
  return withKnownIds(
    value,
    request.operation.path,
    known,
    (path) => rowsInScope(controller, request, path)?.rows.keys().next().value,
  );
}
