import type { Operation, Schema } from "./api-model.js";
import { refName, resolveSchema } from "./schema.js";

/** What a caller gets back: nothing, a value, or a page of rows (with the schema of one row). */
export type ResponseShape =
  | { kind: "none" }
  | { kind: "value"; schema: Schema }
  | { kind: "page"; row: Schema; schema: Schema; extra: string[] };

const PAGE_MEMBERS = ["totalRows", "currentPage", "currentSize", "data"];

/** The result of an operation without its `{errorCode,msg,result}` envelope. */
export function responseShape(operation: Operation, schemas: ReadonlyMap<string, Schema>): ResponseShape {
  const declared = operation.response;
  if (!declared) return { kind: "none" };
  const result = operation.envelope ? resolveSchema(schemas, declared).properties?.result : declared;
  if (!result) return { kind: "none" };
  return pageOf(result, schemas) ?? { kind: "value", schema: result };
}

/**
 * Whether a document declares a result of a certain shape. Objects without members say nothing about what comes,
 * and files come without a result.
 */
export function declaresResult(operation: Operation, schemas: ReadonlyMap<string, Schema>): boolean {
  const shape = responseShape(operation, schemas);
  if (shape.kind !== "value" || operation.download) return shape.kind === "page" && !operation.download;
  const { type, properties, allOf, oneOf, anyOf } = resolveSchema(schemas, shape.schema);
  const isOpen = type === undefined || type === "object";
  return !isOpen || Object.keys(properties ?? {}).length > 0 || [allOf, oneOf, anyOf].some(Boolean);
}

function pageOf(result: Schema, schemas: ReadonlyMap<string, Schema>): ResponseShape | undefined {
  const properties = resolveSchema(schemas, result).properties;
  const row = properties?.data?.items;
  if (!properties || !row || !("totalRows" in properties) || !("currentPage" in properties)) return undefined;
  const extra = Object.keys(properties).filter((name) => !PAGE_MEMBERS.includes(name));
  return { kind: "page", row, schema: result, extra };
}

/** Name of the schema that a shape ends in, for reports: `Grid<DeviceInfo>`, `SiteEntity[]`, `string`. */
export function describeShape(shape: ResponseShape): string {
  if (shape.kind === "none") return "void";
  if (shape.kind === "page")
    return `${shape.extra.length > 0 ? "Grid+" : "Grid"}<${describeSchema(shape.row)}>`;
  return describeSchema(shape.schema);
}

export function describeSchema(schema: Schema): string {
  if (schema.$ref !== undefined) return refName(schema.$ref) ?? "unknown";
  if (schema.type === "array") return `${describeSchema(schema.items ?? {})}[]`;
  return schema.type ?? "unknown";
}
