import type { Operation } from "@omada-sdk/codegen/model";
import { type Answer, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Controller } from "../state/controller.js";
import { notFoundCode } from "./not-found.js";
import { planOf } from "./plan.js";
import { rowsAt } from "./store.js";

/**
 * Looks up the items of collections that a path names; an unknown one is answered with the controller's code. Where no
 * list gives the ids, one that does not look like an id is unknown.
 */
export function checkItems(controller: Controller, call: Call, operation: Operation): Answer | undefined {
  const { places, forms } = planOf(controller.model);
  for (const place of places.get(operation) ?? []) {
    const { rows, collection } = rowsAt(controller, place, call.segments);
    if (!rows.has(call.segments[place.at] ?? "")) return failure(notFoundCode(operation, collection.path));
  }
  for (const { at, form } of forms.get(operation) ?? []) {
    if (!form.test(call.segments[at] ?? "")) return failure(notFoundCode(operation, operation.path));
  }
  return undefined;
}
