import { resolveSchema } from "@omada-sdk/codegen/model";
import { rowIn } from "../collections/body.js";
import { freeId } from "../collections/ids.js";
import { appearAt } from "../collections/late.js";
import { shapeOf } from "../collections/rows.js";
import type { Rows, StoredRow } from "../collections/types.js";
import { type Answer, success } from "../protocol/answer.js";
import { isRecord } from "../schema/accepts.js";
import type { Controller } from "../state/controller.js";
import type { Request } from "../state/request.js";
import { answerDetail } from "./detail.js";
import { tells } from "./lies.js";

/** How late rows appear, in milliseconds. */
const LATE = 3000;

/** Adds the row of a body and answers its id. */
export function create(controller: Controller, request: Request, place: Rows): Answer | undefined {
  const { collection } = place;
  if (!isRecord(request.body)) return undefined;
  const id = addRow(controller, place, rowIn(controller.model, collection, request.body));
  return answerId(controller, request, collection.idMember, collection.param, id);
}

/** Adds a row under an id of its own. @returns the id */
export function addRow(controller: Controller, place: Rows, members: StoredRow): string | number {
  const { idMember } = place.collection;
  const id = freeId(controller, place, members[idMember]);
  const row = { ...members, [idMember]: id };
  place.rows.set(String(id), row);
  if (tells(controller, "created-rows-appear-late")) appearAt(row, controller.now() + LATE);
  controller.state.created.add(`${place.key}/${encodeURIComponent(id)}`);
  return id;
}

/** The id in the members that the document names; without an open result there is none to hand out. */
function answerId(
  controller: Controller,
  request: Request,
  idMember: string,
  param: string,
  id: string | number,
): Answer {
  const shape = shapeOf(controller, request.operation);
  if (shape.kind !== "value") return success();
  const { type, properties } = resolveSchema(controller.model.schemas, shape.schema);
  if (type === "string" || type === "integer") return success(id);
  if (type !== undefined && type !== "object") return answerDetail(controller, request, String(id), {});
  const ids = { [idMember]: id, [param]: id, id };
  return properties ? answerDetail(controller, request, String(id), ids) : success({ [idMember]: id });
}
