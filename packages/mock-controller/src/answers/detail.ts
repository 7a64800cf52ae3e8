import { rowOf, shapeOf } from "../collections/rows.js";
import { type Answer, success } from "../protocol/answer.js";
import type { Controller } from "../state/controller.js";
import type { Members, Request } from "../state/request.js";
import { withIdsInReach } from "./known-ids.js";

/** Answers a call for one object with a sample that has the members known of it. */
export function answerDetail(controller: Controller, request: Request, key: string, known: Members): Answer {
  const shape = shapeOf(controller, request.operation);
  if (shape.kind === "none") return success();
  const shown = rowOf(controller, shape.schema, key, known);
  return success(withIdsInReach(controller, request, shown, known));
}

/** Result of a write that hands out an id: the declared members, with the id in those that are named for it. */
export function answerCreated(controller: Controller, request: Request, key: string, ids: Members): Answer {
  const shape = shapeOf(controller, request.operation);
  if (shape.kind === "none") return success(ids);
  const row = rowOf(controller, shape.schema, key, ids);
  return success({ ...(row as Members), ...ids });
}
