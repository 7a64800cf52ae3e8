import type { Schema } from "@omada-sdk/codegen/model";
import { dataArray } from "../collections/lists.js";
import type { Controller } from "../controller.js";
import { type Answer, success, successText } from "../protocol/answer.js";
import { type ListQuery, listQueryOf, pageOf } from "./paging.js";
import { rowText } from "./row-text.js";
import { frameOf, shapeOf } from "./rows.js";
import { select } from "./select.js";
import type { Members, Request } from "./types.js";

const SEARCHED = ["name", "mac", "ip"];

/** How entities of the state become rows. */
export interface ListOptions<T> {
  /** What tells one entity from another; its sampled members follow from it. */
  key: (entity: T) => string;
  /** Further members of a row, beside the entity's own. */
  extra?: (entity: T) => Members;
  /** Further members of the page, beside the rows. */
  pageMembers?: Members;
  query?: ListQuery;
  /** The schema of a row, for pages whose form the document leaves open. */
  row?: Schema;
}

/** Answers a list operation, paged or as a bare array, with entities of the state. */
export function answerList<T extends object>(
  controller: Controller,
  { operation, call }: Request,
  entities: Iterable<T>,
  options: ListOptions<T>,
): Answer {
  const { key, extra, pageMembers = {}, query = listQueryOf(call) } = options;
  const shape = shapeOf(controller, operation);
  const declared = operation.parameters.find(({ name }) => name === "searchKey")?.["x-omada-search-fields"];
  const chosen = select(entities, query, declared ?? SEARCHED);
  const rows = (schema: Schema, shown: readonly T[]): string =>
    `[${shown.map((row) => rowText(controller, schema, row, key(row), extra?.(row))).join()}]`;
  if (shape.kind === "page") {
    const { data, ...page } = pageOf(chosen, query);
    const head = JSON.stringify({ ...frameOf(controller, operation), ...pageMembers, ...page });
    return successText(`${head.slice(0, -1)},"data":${rows(shape.row, data)}}`);
  }
  if (shape.kind === "none") return success();
  if (shape.schema.type === "array") return successText(rows(shape.schema.items ?? {}, chosen));
  const items = dataArray(controller.model.schemas, shape.schema)?.items;
  if (items) return successText(`{"data":${rows(items, chosen)}}`);
  if (!options.row) return success();
  const { data, ...page } = pageOf(chosen, query);
  return successText(`${JSON.stringify(page).slice(0, -1)},"data":${rows(options.row, data)}}`);
}
