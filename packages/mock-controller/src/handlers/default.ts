import { responseShape } from "@omada-sdk/codegen/model";
import type { Controller } from "../controller.js";
import { type Answer, download, json, success } from "../protocol/answer.js";
import { listQueryOf, listQueryOfBody, pageOf } from "./paging.js";
import { rowOf, sampleFor } from "./rows.js";
import { remember, writtenTo } from "./settings.js";
import type { Members, Request } from "./types.js";

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
  const result = resultOf(controller, request);
  const bare = !operation.envelope && controller.quirks.bareAnswers;
  return bare && result !== undefined ? json(result) : success(result);
}

function resultOf(controller: Controller, request: Request): unknown {
  const { operation, call } = request;
  const shape = responseShape(operation, controller.model.schemas);
  if (shape.kind === "none") return undefined;
  if (shape.kind === "value")
    return rowOf(controller, shape.schema, call.pathname, writtenTo(controller, request));
  const query = operation.paging === "body" ? listQueryOfBody(request.body) : listQueryOf(call);
  const rows = Array.from({ length: ROWS }, (_, index) => index);
  const page = pageOf(rows, query);
  const frame = sampleFor(controller, operation, shape.schema) as Members;
  const data = page.data.map((index) => rowOf(controller, shape.row, `${call.pathname}/${index}`, {}));
  return { ...frame, ...page, data };
}

function answerFile({ operation }: Request): Answer {
  const lines = [
    "number,name",
    ...Array.from({ length: ROWS }, (_, index) => `${index + 1},Row ${index + 1}`),
  ];
  return download(`${operation.name}.csv`, `${lines.join("\r\n")}\r\n`);
}
