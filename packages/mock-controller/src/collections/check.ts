import type { Operation } from "@omada-sdk/codegen/model";
import type { Controller } from "../controller.js";
import { type Answer, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import { notFoundCode } from "./not-found.js";
import { planOf } from "./plan.js";
import { rowsAt } from "./store.js";

/** Looks up the items of collections that a path names; an unknown one is answered with the controller's code. */
export function checkItems(controller: Controller, call: Call, operation: Operation): Answer | undefined {
  for (const place of planOf(controller.model).places.get(operation) ?? []) {
    const { rows, collection } = rowsAt(controller, place, call.segments);
    if (!rows.has(call.segments[place.at] ?? "")) return failure(notFoundCode(operation, collection.path));
  }
  return undefined;
}
