import { idsIn, kindIn, rowIn } from "../collections/body.js";
import { visibleRows } from "../collections/late.js";
import { notFoundCode } from "../collections/not-found.js";
import { planOf } from "../collections/plan.js";
import { checkRules } from "../collections/rules/check.js";
import { forgetBelow, rowsAt, rowsOf } from "../collections/store.js";
import type { Role, Rows, StoredRow } from "../collections/types.js";
import { type Answer, failure } from "../protocol/answer.js";
import { isRecord } from "../schema/accepts.js";
import type { Controller } from "../state/controller.js";
import type { Request } from "../state/request.js";
import { create } from "./create.js";
import { answerDetail } from "./detail.js";
import { tells } from "./lies.js";
import { answerList } from "./list.js";

type Answerer = (controller: Controller, request: Request, role: Role, rows: Rows) => Answer | undefined;

/** Answers an operation that works on a collection; undefined for all others. */
export function answerCollection(controller: Controller, request: Request): Answer | undefined {
  const role = planOf(controller.model).roles.get(request.operation);
  if (!role) return undefined;
  const rows = rowsMeant(controller, request, role);
  return checkRules(controller, request, role, rows) ?? ANSWERERS[role.kind](controller, request, role, rows);
}

/** Creates a row as {@link answerCollection} does, and tells which one it is. */
export function createRow(
  controller: Controller,
  request: Request,
): { answer: Answer; place?: Rows; id?: string } {
  const role = planOf(controller.model).roles.get(request.operation);
  if (!role) return { answer: failure(-1) };
  const place = rowsMeant(controller, request, role);
  const before = new Set(place.rows.keys());
  const answer = answerCollection(controller, request) ?? failure(-1001);
  const id = [...place.rows.keys()].find((candidate) => !before.has(candidate));
  return id === undefined ? { answer } : { answer, place, id };
}

/** The rows that a call works on; something new can say itself in which list it belongs. */
function rowsMeant(controller: Controller, { call, body }: Request, role: Role): Rows {
  const { kind, among } = role;
  const chosen = kind === "create" && among && isRecord(body) && kindIn(controller.model, among, body);
  return chosen ? rowsOf(controller, chosen, call.segments) : rowsAt(controller, role, call.segments);
}

const list: Answerer = (controller, request, _, place) =>
  answerList(controller, request, visibleRows(place, controller.now()), {
    key: (row) => `${place.key}/${row[place.collection.idMember]}`,
    row: place.collection.row,
  });

const get: Answerer = (controller, request, role, { key, rows }) => {
  const id = idOf(role, request);
  return answerDetail(controller, request, `${key}/${id}`, rows.get(id) ?? {});
};

const modify: Answerer = (controller, request, role, rows) => {
  const id = idOf(role, request);
  write(controller, request, rows, id);
  return answerWritten(controller, request, id);
};

/** PUT replaces a row, PATCH adds to it. */
function write(
  controller: Controller,
  { body, call }: Request,
  { collection, rows }: Rows,
  id: string,
): void {
  const { idMember } = collection;
  const row = rows.get(id) ?? {};
  const kept = call.method === "PATCH" && !tells(controller, "patch-wipes") ? row : {};
  const written = isRecord(body) ? rowIn(controller.model, collection, body) : {};
  rows.set(id, { ...kept, ...written, [idMember]: row[idMember] });
}

/** The same for a row whose id stands in the body. */
const modifyNamed: Answerer = (controller, request, role, rows) => {
  const id = isRecord(request.body) ? String(request.body[rows.collection.idMember]) : "";
  if (!rows.rows.has(id)) return failure(notFoundCode(request.operation, role.collection.path));
  write(controller, request, rows, id);
  return answerWritten(controller, request, id);
};

/** A part of an item that can only be read with the item. */
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
