import { frameOf, rowOf, shapeOf } from "../collections/rows.js";
import { type Answer, download, success } from "../protocol/answer.js";
import { isRecord } from "../schema/accepts.js";
import { filteredRow } from "../schema/filtered-row.js";
import type { Controller } from "../state/controller.js";
import type { Request } from "../state/request.js";
import { withIdsInReach } from "./known-ids.js";
import { withKnownMacs } from "./known-macs.js";
import { searchFieldsOf } from "./list.js";
import { listQueryOf, listQueryOfBody, pageOf } from "./paging.js";
import { ownMember, select } from "./select.js";
import { remember, writtenTo } from "./settings.js";
import { withSwitches } from "./switch-filters.js";

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
  const row = filteredRow(operation, shape.row, controller.model.schemas);
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
