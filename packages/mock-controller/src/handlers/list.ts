import { responseShape } from "@omada-sdk/codegen/model";
import type { Controller } from "../controller.js";
import { type Answer, success } from "../protocol/answer.js";
import { type ListQuery, listQueryOf, pageOf } from "./paging.js";
import { rowOf, sampleFor } from "./rows.js";
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
}

/** Answers a list operation, paged or as a bare array, with entities of the state. */
export function answerList<T extends object>(
  controller: Controller,
  { operation, call }: Request,
  entities: Iterable<T>,
  options: ListOptions<T>,
): Answer {
  const { key, extra, pageMembers = {}, query = listQueryOf(call) } = options;
  const shape = responseShape(operation, controller.model.schemas);
  const declared = operation.parameters.find(({ name }) => name === "searchKey")?.["x-omada-search-fields"];
  const chosen = select(entities, query, declared ?? SEARCHED);
  const toRow = (row: Parameters<typeof rowOf>[1]) => (entity: T) =>
    rowOf(controller, row, key(entity), { ...entity, ...extra?.(entity) });
  if (shape.kind === "page") {
    const page = pageOf(chosen, query);
    const frame = shape.extra.length > 0 ? sampleFor(controller, operation, shape.schema) : {};
    return success({ ...(frame as Members), ...pageMembers, ...page, data: page.data.map(toRow(shape.row)) });
  }
  if (shape.kind === "value" && shape.schema.type === "array") {
    return success(chosen.map(toRow(shape.schema.items ?? {})));
  }
  return success();
}
