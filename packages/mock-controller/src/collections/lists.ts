import {
  type ApiModel,
  type Operation,
  type ResponseShape,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/model";

/** A path without `/openapi/vN`. */
export function unversioned(path: string): string {
  return path.replace(/^\/openapi\/v\d+/, "");
}

/** The operations of an interface by their path without version. */
export function byUnversionedPath({ operations }: ApiModel): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const path = unversioned(operation.path);
    const group = groups.get(path);
    if (group) group.push(operation);
    else groups.set(path, [operation]);
  }
  return groups;
}

/** The schema of the rows that a GET answers: of a page, a bare array, or the array in `data`. */
export function declaredRow(model: ApiModel, operation: Operation): Schema | undefined {
  if (operation.method !== "GET") return undefined;
  const row = rowOfShape(model, responseShape(operation, model.schemas));
  return row && resolveSchema(model.schemas, row).properties ? row : undefined;
}

function rowOfShape({ schemas }: ApiModel, shape: ResponseShape): Schema | undefined {
  if (shape.kind === "none") return undefined;
  if (shape.kind === "page") return shape.row;
  return shape.schema.type === "array" ? shape.schema.items : dataArray(schemas, shape.schema)?.items;
}

/** The array in the `data` of a result that has nothing else. */
export function dataArray(schemas: ApiModel["schemas"], result: Schema): Schema | undefined {
  const { properties = {} } = resolveSchema(schemas, result);
  const { data, ...others } = properties;
  return data?.type === "array" && Object.keys(others).length === 0 ? data : undefined;
}

/** Whether an operation answers pages although the document leaves their form open. */
export function isOpenPage(model: ApiModel, operation: Operation): boolean {
  if (operation.method !== "GET" || operation.paging !== "query") return false;
  const shape = responseShape(operation, model.schemas);
  if (shape.kind !== "value") return false;
  const { type, properties } = resolveSchema(model.schemas, shape.schema);
  return (type === undefined || type === "object") && properties === undefined;
}

/** Whether a body with members is sent; some uploads are declared as JSON texts. */
export function hasJsonBody({ schemas }: ApiModel, { body, download }: Operation): boolean {
  if (download || !body?.mediaType.includes("json")) return false;
  return resolveSchema(schemas, body.schema).type !== "string";
}
