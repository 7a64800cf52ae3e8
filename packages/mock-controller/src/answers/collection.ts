import { resolveSchema } from "@omada-sdk/model";
import { isLieEnabled } from "../behaviour/behaviour.js";
import { idsIn, kindIn, rowIn } from "../collections/body.js";
import { freeId } from "../collections/ids.js";
import { notFoundCode } from "../collections/not-found.js";
import { planOf } from "../collections/plan.js";
import { shapeOf } from "../collections/rows.js";
import { checkRules } from "../collections/rules.js";
import { appearAt, forgetBelow, rowsAt, rowsOfCollection, visibleRows } from "../collections/store.js";
import type { Role, Rows, StoredRow } from "../collections/types.js";
import { type Answer, failure, success } from "../protocol/answer.js";
import { isRecord } from "../schema/check.js";
import type { Controller, Request } from "../state/controller.js";
import { answerDetail } from "./detail.js";
import { answerList } from "./list.js";

type Answerer = (controller: Controller, request: Request, role: Role, rows: Rows) => Answer | undefined;

/** Answers an operation that works on a collection; undefined for all others. */
export function answerCollection(controller: Controller, request: Request): Answer | undefined {
  const role = planOf(controller.behaviour.model).roles.get(request.operation);
  if (!role) return undefined;
  const rows = rowsOfCall(controller, request, role);
  return checkRules(controller, request, role, rows) ?? ANSWERERS[role.kind](controller, request, role, rows);
}

/** Creates a row as {@link answerCollection} does, and returns which one it is. */
export function createRow(
  controller: Controller,
  request: Request,
): { answer: Answer; place?: Rows; id?: string } {
  const role = planOf(controller.behaviour.model).roles.get(request.operation);
  if (!role) return { answer: failure(-1) };
  const place = rowsOfCall(controller, request, role);
  const before = new Set(place.rows.keys());
  const answer = answerCollection(controller, request) ?? failure(-1001);
  const id = [...place.rows.keys()].find((candidate) => !before.has(candidate));
  return id === undefined ? { answer } : { answer, place, id };
}

/** The rows that a call works on; the body of a new row can name its list. */
function rowsOfCall(controller: Controller, { call, body }: Request, role: Role): Rows {
  const { kind, among } = role;
  const chosen =
    kind === "create" && among && isRecord(body) && kindIn(controller.behaviour.model, among, body);
  return chosen
    ? rowsOfCollection(controller, chosen, call.segments)
    : rowsAt(controller, role, call.segments);
}

const list: Answerer = (controller, request, _, place) =>
  answerList(controller, request, visibleRows(place, controller.runtime.clock.now()), {
    key: (row) => `${place.key}/${row[place.collection.idMember]}`,
    row: place.collection.row,
  });

const get: Answerer = (controller, request, role, { key, rows }) => {
  const id = idOf(role, request);
  return answerDetail(controller, request, `${key}/${id}`, rows.get(id) ?? {});
};

const modify: Answerer = (controller, request, role, rows) => {
  const id = idOf(role, request);
  writeRow(controller, request, rows, id);
  return answerWritten(controller, request, id);
};

/** PUT replaces a row, PATCH adds to it. */
function writeRow(
  controller: Controller,
  { body, call }: Request,
  { collection, rows }: Rows,
  id: string,
): void {
  const { idMember } = collection;
  const row = rows.get(id) ?? {};
  const kept = call.method === "PATCH" && !isLieEnabled(controller.behaviour, "patch-wipes") ? row : {};
  const written = isRecord(body) ? rowIn(controller.behaviour.model, collection, body) : {};
  rows.set(id, { ...kept, ...written, [idMember]: row[idMember] });
}

/** Changes a row whose id is in the body. */
const modifyNamed: Answerer = (controller, request, role, rows) => {
  const id = isRecord(request.body) ? String(request.body[rows.collection.idMember]) : "";
  if (!rows.rows.has(id)) return failure(notFoundCode(request.operation, role.collection.path));
  writeRow(controller, request, rows, id);
  return answerWritten(controller, request, id);
};

/** Changes a part of an item that can only be read with the item. */
const modifyPart: Answerer = (controller, request, role, { rows, collection: { idMember } }) => {
  const { body } = request;
  if (!isRecord(body)) return undefined;
  const id = idOf(role, request);
  const row: StoredRow = rows.get(id) ?? {};
  rows.set(id, { ...row, ...body, [idMember]: row[idMember] });
  return answerWritten(controller, request, id);
};

const remove: Answerer = (controller, request, role, { key, rows }) => {
  const id = idOf(role, request);
  rows.delete(id);
  forgetBelow(controller, `${key}/${encodeURIComponent(id)}`);
  return answerWritten(controller, request, id);
};

/** Deletes the rows that the body lists. */
const removeMany: Answerer = (controller, request, _, { key, rows }) => {
  for (const id of idsIn(rows.keys(), request.body)) {
    rows.delete(id);
    forgetBelow(controller, `${key}/${encodeURIComponent(id)}`);
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
  create: (controller, request, _, rows) => create(controller, request, rows),
  get,
  modify,
  delete: remove,
  "delete-many": removeMany,
  "modify-part": modifyPart,
  "modify-named": modifyNamed,
};

/** After how many milliseconds late rows appear. */
const APPEARS_AFTER_MS = 3000;

/** Adds the row of a body and answers its id. */
function create(controller: Controller, request: Request, place: Rows): Answer | undefined {
  const { collection } = place;
  if (!isRecord(request.body)) return undefined;
  const id = addRow(controller, place, rowIn(controller.behaviour.model, collection, request.body));
  return answerId(controller, request, collection.idMember, collection.param, id);
}

/** Adds a row under an id of its own. @returns the id */
export function addRow(controller: Controller, place: Rows, members: StoredRow): string | number {
  const { idMember } = place.collection;
  const id = freeId(controller, place, members[idMember]);
  const row = { ...members, [idMember]: id };
  place.rows.set(String(id), row);
  if (isLieEnabled(controller.behaviour, "created-rows-appear-late"))
    appearAt(row, controller.runtime.clock.now() + APPEARS_AFTER_MS);
  controller.state.created.add(`${place.key}/${encodeURIComponent(id)}`);
  return id;
}

/** Answers the id in the members that the document declares; an answer without a result has no place for it. */
function answerId(
  controller: Controller,
  request: Request,
  idMember: string,
  param: string,
  id: string | number,
): Answer {
  const shape = shapeOf(controller, request.operation);
  if (shape.kind !== "value") return success();
  const { type, properties } = resolveSchema(controller.behaviour.model.schemas, shape.schema);
  if (type === "string" || type === "integer") return success(id);
  if (type !== undefined && type !== "object") return answerDetail(controller, request, String(id), {});
  const ids = { [idMember]: id, [param]: id, id };
  return properties ? answerDetail(controller, request, String(id), ids) : success({ [idMember]: id });
}
