import { tells } from "../behaviour/behaviour.js";
import { frameOf, rowOf, shapeOf } from "../collections/rows.js";
import { type Answer, download, success } from "../protocol/answer.js";
import { isRecord } from "../schema/check.js";
import { filteredRow } from "../schema/narrow.js";
import type { Controller, Members, Request } from "../state/controller.js";
import { withIdsInReach, withKnownMacs } from "./detail.js";
import { searchFieldsOf } from "./list.js";
import { listQueryOf, listQueryOfBody, pageOf } from "./paging.js";
import { ownMember, select, withSwitches } from "./select.js";

/** Rows of a list that the state knows nothing about. */
const ROWS = 3;

/**
 * Answers any operation from its declared answer: files, pages, values or nothing. A configuration that was written with
 * PUT or PATCH is read back from the same path.
 */
export function answerByDefault(controller: Controller, request: Request): Answer {
  const { operation } = request;
  if (operation.download) return answerFile(request);
  if (operation.method === "PUT" || operation.method === "PATCH") remember(controller, request);
  return answerSampled(controller, request);
}

/** Answers without remembering anything. */
export function answerSampled(controller: Controller, request: Request): Answer {
  return success(resultOf(controller, request));
}

function resultOf(controller: Controller, request: Request): unknown {
  const { operation, call } = request;
  const shape = shapeOf(controller, operation);
  if (shape.kind === "none") return undefined;
  const query = operation.paging === "body" ? listQueryOfBody(request.body) : listQueryOf(call);
  const chosen = (rows: readonly unknown[]): readonly unknown[] =>
    rows.every(isRecord)
      ? select(rows, withSwitches(operation, query), searchFieldsOf(operation), ownMember)
      : rows;
  if (shape.kind === "value") {
    const written = writtenTo(controller, request);
    const value = rowOf(controller, shape.schema, call.pathname, written);
    const withMacs = withKnownMacs(controller, request, value, written);
    const shown = withIdsInReach(controller, request, withMacs, written);
    return Array.isArray(shown) ? chosen(shown) : shown;
  }
  const row = filteredRow(operation, shape.row, controller.behaviour.model.schemas);
  const rows = Array.from({ length: ROWS }, (_, index) =>
    rowOf(controller, row, `${call.pathname}/${index}`, {}),
  );
  const shown = withIdsInReach(controller, request, withKnownMacs(controller, request, rows, {}), {});
  const page = pageOf(chosen(shown), query);
  return { ...withIdsInReach(controller, request, frameOf(controller, operation), {}), ...page };
}

function answerFile({ operation }: Request): Answer {
  const lines = [
    "number,name",
    ...Array.from({ length: ROWS }, (_, index) => `${index + 1},Row ${index + 1}`),
  ];
  return download(`${operation.name}.csv`, `${lines.join("\r\n")}\r\n`);
}

/** What was written to the path of a request so far. */
export function writtenTo({ state }: Controller, { call }: Request): Members {
  return state.settings.get(call.pathname) ?? {};
}

/** Remembers the members of a body under the path of the request: PUT replaces, PATCH adds. */
export function remember(controller: Controller, { call, body }: Request): void {
  if (!isRecord(body)) return;
  const { state } = controller;
  const adds = call.method === "PATCH" && !tells(controller.behaviour, "patch-wipes");
  const before = adds ? state.settings.get(call.pathname) : undefined;
  state.settings.set(call.pathname, { ...before, ...body });
}
