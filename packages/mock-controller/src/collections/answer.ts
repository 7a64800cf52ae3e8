import { resolveSchema } from "@omada-sdk/codegen/model";
import type { Controller } from "../controller.js";
import { answerDetail } from "../handlers/detail.js";
import { answerList } from "../handlers/list.js";
import { shapeOf } from "../handlers/rows.js";
import type { Request } from "../handlers/types.js";
import { tells } from "../lies/apply.js";
import { type Answer, success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import { appearAt, appears } from "./late.js";
import { planOf } from "./plan.js";
import { forgetBelow, freeId, type Rows, rowsAt } from "./store.js";
import type { Role, StoredRow } from "./types.js";

/** How late rows appear, in milliseconds. */
const LATE = 3000;

type Answerer = (controller: Controller, request: Request, role: Role, rows: Rows) => Answer | undefined;

/** Answers an operation that works on a collection; undefined for all others. */
export function answerCollection(controller: Controller, request: Request): Answer | undefined {
  const role = planOf(controller.model).roles.get(request.operation);
  return (
    role && ANSWERERS[role.kind](controller, request, role, rowsAt(controller, role, request.call.segments))
  );
}

const list: Answerer = (controller, request, { collection }, { key, rows }) =>
  answerList(
    controller,
    request,
    [...rows.values()].filter((row) => appears(row, controller.now())),
    { key: (row) => `${key}/${row[collection.idMember]}` },
  );

const create: Answerer = (controller, request, { collection }, place) => {
  const { body } = request;
  if (!isRecord(body)) return undefined;
  const id = freeId(controller, collection, place, body[collection.idMember]);
  const row = { ...body, [collection.idMember]: id };
  place.rows.set(String(id), row);
  if (tells(controller, "created-rows-appear-late")) appearAt(row, controller.now() + LATE);
  controller.state.created.add(`${place.key}/${encodeURIComponent(id)}`);
  return answerId(controller, request, collection.idMember, collection.param, id);
};

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

const get: Answerer = (controller, request, role, { key, rows }) => {
  const id = idOf(role, request);
  return answerDetail(controller, request, `${key}/${id}`, rows.get(id) ?? {});
};

/** PUT replaces a row, PATCH adds to it. */
const modify: Answerer = (controller, request, role, { rows }) => {
  const { body, call } = request;
  if (!isRecord(body)) return undefined;
  const id = idOf(role, request);
  const row = rows.get(id) ?? {};
  const kept = call.method === "PATCH" && !tells(controller, "patch-wipes") ? row : {};
  rows.set(id, { ...kept, ...body, [role.collection.idMember]: row[role.collection.idMember] });
  return answerWritten(controller, request, id);
};

/** A part of an item that can only be read with the item. */
const modifyPart: Answerer = (controller, request, role, { rows }) => {
  const { body } = request;
  if (!isRecord(body)) return undefined;
  const id = idOf(role, request);
  const row: StoredRow = rows.get(id) ?? {};
  rows.set(id, { ...row, ...body, [role.collection.idMember]: row[role.collection.idMember] });
  return answerWritten(controller, request, id);
};

const remove: Answerer = (controller, request, role, { key, rows }) => {
  const id = idOf(role, request);
  rows.delete(id);
  forgetBelow(controller, `${key}/${encodeURIComponent(id)}`);
  return answerWritten(controller, request, id);
};

/** Deletes the rows whose ids the body lists, wherever it lists them. */
const removeMany: Answerer = (controller, request, _, { key, rows }) => {
  const { body } = request;
  const lists = isRecord(body) ? Object.values(body) : [body];
  for (const id of lists.flat().map(String)) {
    if (rows.delete(id)) forgetBelow(controller, `${key}/${encodeURIComponent(id)}`);
  }
  return answerWritten(controller, request, key);
};

function idOf({ at }: Role, { call }: Request): string {
  return call.segments[at] ?? "";
}

function answerWritten(controller: Controller, request: Request, id: string): Answer {
  return answerDetail(controller, request, id, isRecord(request.body) ? request.body : {});
}

const ANSWERERS: Readonly<Record<Role["kind"], Answerer>> = {
  list,
  create,
  get,
  modify,
  delete: remove,
  "delete-many": removeMany,
  "modify-part": modifyPart,
};
