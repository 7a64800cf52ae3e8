import {
  type ApiModel,
  describeType,
  type Operation,
  type ResponseShape,
  responseShape,
} from "@omada-sdk/model";
import { listItems } from "../exported/counterparts.js";
import type { Lost } from "../specs/lost.js";
import type { FieldDiffer } from "./fields.js";
import type { Difference } from "./finding.js";

const MULTIPART = "multipart";

/** Compares the bodies of one operation; paths begin with `body`. */
export function diffBody(
  before: Operation,
  after: Operation,
  lost: Lost,
  diffFields: FieldDiffer,
): Difference[] {
  const { body: left } = before;
  const { body: right } = after;
  const path = "body";
  if (!left && !right) return [];
  if (!left) return [{ rule: right?.required ? "body-added-required" : "body-added-optional", path }];
  if (!right) return [{ rule: "body-removed", path }];
  const differences: Difference[] = [];
  const was = mediaTypes(left);
  const is = mediaTypes(right);
  if (is.includes(left.mediaType)) {
    if (was.join() !== is.join())
      differences.push({
        rule: "body-media-types-changed",
        path,
        before: was.join(", "),
        after: is.join(", "),
      });
  } else {
    const isLost =
      (isMultipart(left.mediaType) && lost.after.has(MULTIPART)) ||
      (isMultipart(right.mediaType) && lost.before.has(MULTIPART));
    if (isLost) return [{ lost: MULTIPART, path }];
    differences.push({
      rule: "body-media-type-changed",
      path,
      before: left.mediaType,
      after: right.mediaType,
    });
  }
  if (left.required !== right.required) {
    differences.push({ rule: `body-became-${right.required ? "required" : "optional"}`, path });
  }
  return [...differences, ...at(path, diffFields(left.schema, right.schema, "request"))];
}

/** Compares the results of one operation, without envelope; paths begin with `result`. */
export function diffResponse(
  before: Operation,
  after: Operation,
  models: { before: ApiModel; after: ApiModel },
  diffFields: FieldDiffer,
): Difference[] {
  const left = responseShape(before, models.before.schemas);
  const right = responseShape(after, models.after.schemas);
  const path = "result";
  if (left.kind === "none" && right.kind === "none") return [];
  if (left.kind === "none") return [{ rule: "response-added", path, after: word(right, models.after) }];
  if (right.kind === "none") return [{ rule: "response-removed", path, before: word(left, models.before) }];
  if (left.kind !== right.kind) {
    const [page, other, model] =
      left.kind === "page" ? [left, right, models.after] : [right, left, models.before];
    const rows = listItems(other.schema, model);
    if (page.kind === "page" && rows) {
      const wasPage = left.kind === "page";
      const inner = wasPage ? diffFields(page.row, rows, "response") : diffFields(rows, page.row, "response");
      return [
        {
          rule: wasPage ? "response-page-removed" : "response-page-added",
          path,
          before: word(left, models.before),
          after: word(right, models.after),
        },
        ...at(wasPage ? "result.data[]" : "result[]", inner),
      ];
    }
  }
  return at(path, diffFields(left.schema, right.schema, "response"));
}

function word(shape: ResponseShape, model: ApiModel): string {
  return describeType(model.schemas, shape.kind === "none" ? {} : shape.schema);
}

/** Every media type that a body may come in, sorted. */
function mediaTypes({ mediaType, alternatives = [] }: NonNullable<Operation["body"]>): string[] {
  return [mediaType, ...alternatives].sort();
}

function isMultipart(mediaType: string): boolean {
  return mediaType.startsWith("multipart/");
}

function at(prefix: string, differences: readonly Difference[]): Difference[] {
  return differences.map((each) => ({ ...each, path: prefix + (each.path ?? "") }));
}
