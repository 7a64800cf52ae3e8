import { isLieEnabled } from "../behaviour/behaviour.js";
import { frameOf, rowOf, shapeOf } from "../collections/rows.js";
import { type Answer, download, success } from "../protocol/answer.js";
import { isRecord } from "../schema/check.js";
import { filteredRow } from "../schema/narrow.js";
import type { Controller, Members, Request } from "../state/controller.js";
import { withExistingIds, withExistingMacs } from "./detail.js";
import { searchFieldsOf } from "./list.js";
import { listQueryOf, listQueryOfBody, pageOf } from "./paging.js";
import { columnsOfRows, select, withBooleanFilters } from "./select.js";

/** Rows in a sampled list. */
const SAMPLE_ROWS = 3;

/**
 * Answers any operation from its declared answer: files, pages, values or nothing. A configuration that was written
 * with PUT or PATCH is read back from the same path.
 */
export function answerByDefault(controller: Controller, request: Request): Answer {
  const { operation } = request;
  if (operation.download) return answerFile(request);
  if (operation.method === "PUT" || operation.method === "PATCH") rememberSettings(controller, request);
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
      ? select(rows, withBooleanFilters(operation, query), searchFieldsOf(operation), columnsOfRows(rows))
      : rows;
  if (shape.kind === "value") {
    const written = settingsAt(controller, request);
    const value = rowOf(controller, shape.schema, call.pathname, written);
    const withMacs = withExistingMacs(controller, request, value, written);
    const shown = withExistingIds(controller, request, withMacs, written);
    return Array.isArray(shown) ? chosen(shown) : shown;
  }
  const row = filteredRow(operation, shape.row, controller.behaviour.model.schemas);
  const rows = Array.from({ length: SAMPLE_ROWS }, (_, index) =>
    rowOf(controller, row, `${call.pathname}/${index}`, {}),
  );
  const shown = withExistingIds(controller, request, withExistingMacs(controller, request, rows, {}), {});
  const page = pageOf(chosen(shown), query);
  return { ...withExistingIds(controller, request, frameOf(controller, operation), {}), ...page };
}

function answerFile({ operation }: Request): Answer {
  const lines = [
    "number,name",
    ...Array.from({ length: SAMPLE_ROWS }, (_, index) => `${index + 1},Row ${index + 1}`),
  ];
  return download(`${operation.name}.csv`, `${lines.join("\r\n")}\r\n`);
}

/** What was written to the path of a request so far. */
export function settingsAt({ state }: Controller, { call }: Request): Members {
  return state.settings.get(call.pathname) ?? {};
}

/** Stores the members of a body under the path of the request: PUT replaces, PATCH adds. */
export function rememberSettings(controller: Controller, { call, body }: Request): void {
  if (!isRecord(body)) return;
  const { state } = controller;
  const adds = call.method === "PATCH" && !isLieEnabled(controller.behaviour, "patch-wipes");
  const before = adds ? state.settings.get(call.pathname) : undefined;
  state.settings.set(call.pathname, { ...before, ...body });
}
