import type { Operation, Schema } from "@omada-sdk/codegen/model";
import { dataArray } from "../collections/lists.js";
import { frameOf, shapeOf } from "../collections/rows.js";
import { type Answer, success, successText } from "../protocol/answer.js";
import type { Controller } from "../state/controller.js";
import type { Members, Request } from "../state/request.js";
import { withIdsInReach } from "./known-ids.js";
import { type ListQuery, listQueryOf, pageOf } from "./paging.js";
import { rowText } from "./row-text.js";
import { select, selects } from "./select.js";
import { shownMember } from "./shown-member.js";
import { withSwitches } from "./switch-filters.js";

/** How entities of the state become rows. */
export interface ListOptions<T> {
  /** What tells one entity from another; its sampled members follow from it. */
  key: (entity: T) => string;
  /** Further members of a row, beside the entity's own. */
  extra?: (entity: T) => Members;
  /** Further members of the page, beside the rows. */
  pageMembers?: Members;
  query?: ListQuery;
  /** Members that are searched where the document names none. */
  searched?: readonly string[];
  /** The schema of a row, for pages whose form the document leaves open. */
  row?: Schema;
}

/** Answers a list operation, paged or as a bare array, with entities of the state. */
export function answerList<T extends object>(
  controller: Controller,
  request: Request,
  entities: Iterable<T>,
  options: ListOptions<T>,
): Answer {
  const { operation, call } = request;
  const { key, extra, pageMembers = {}, query = listQueryOf(call) } = options;
  const { schemas } = controller.model;
  const shape = shapeOf(controller, operation);
  if (shape.kind === "none") return success();
  const bare = shape.kind === "value" && shape.schema.type === "array";
  const wrapped = shape.kind === "value" && !bare ? dataArray(schemas, shape.schema)?.items : undefined;
  const row =
    shape.kind === "page" ? shape.row : bare ? (shape.schema.items ?? {}) : (wrapped ?? options.row);
  if (!row) return success();

  const all: readonly T[] = Array.isArray(entities) ? entities : [...entities];
  const chosen = selects(query)
    ? select(
        all,
        withSwitches(operation, query),
        searchFieldsOf(operation) ?? options.searched,
        shownMember(controller, row, key, extra),
      )
    : all;
  const texts = (shown: readonly T[]): string =>
    `[${shown.map((entity) => rowText(controller, row, entity, key(entity), extra?.(entity))).join()}]`;
  if (bare) return successText(texts(chosen));
  if (wrapped) return successText(`{"data":${texts(chosen)}}`);
  const { data, ...page } = pageOf(chosen, query);
  const frame =
    shape.kind === "page"
      ? {
          ...withIdsInReach(controller, request, frameOf(controller, operation), pageMembers),
          ...pageMembers,
        }
      : {};
  const head = JSON.stringify({ ...frame, ...page });
  return successText(`${head.slice(0, -1)},"data":${texts(data)}}`);
}

/** What the document says that `searchKey` is looked for in. */
export function searchFieldsOf({ parameters }: Operation): readonly string[] | undefined {
  return parameters.find(({ name }) => name === "searchKey")?.["x-omada-search-fields"];
}
