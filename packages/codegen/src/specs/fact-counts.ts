import type { ApiModel, Schema } from "../model/types.js";
import type { FactCounts } from "./manifest.js";

/** Counts the facts of a model: operations by their lists, fields wherever a schema or parameter holds them. */
export function countFacts(model: ApiModel): FactCounts {
  const nodes = [...schemaNodes(model)];
  const has = (key: keyof Schema, type?: string[]): number =>
    nodes.filter((node) => node[key] !== undefined && (type === undefined || type.includes(node.type ?? "")))
      .length;
  const { operations } = model;
  const parameters = operations.flatMap((operation) => operation.parameters);
  return {
    errorCodeOperations: operations.filter(({ errorCodes }) => errorCodes.length > 0).length,
    errorCodes: new Set(operations.flatMap(({ errorCodes }) => errorCodes)).size,
    permissionOperations: operations.filter(({ permissions }) => permissions.length > 0).length,
    permissionLabels: new Set(operations.flatMap(({ permissions }) => permissions)).size,
    authorizationCodeOnly: operations.filter(({ authorizationCodeOnly }) => authorizationCodeOnly).length,
    integerValueTables: has("x-omada-values", ["integer"]),
    stringValueTables: has("x-omada-values", ["string"]),
    ranges: has("x-omada-range"),
    lengths: has("x-omada-length"),
    units: has("x-omada-unit"),
    conditions: has("x-omada-conditions"),
    formats: has("x-omada-format"),
    defaults: has("x-omada-default"),
    deprecated: has("deprecated"),
    searchParameters: parameters.filter((each) => each["x-omada-search-fields"]).length,
    filterParameters: parameters.filter((each) => each["x-omada-filter-fields"]).length,
  };
}

/** Every schema of a model, nested ones included, each once. */
export function* schemaNodes(model: ApiModel): Generator<Schema> {
  for (const schema of model.schemas.values()) yield* nodesOf(schema);
  for (const { parameters, body, response } of model.operations) {
    for (const parameter of parameters) yield* nodesOf(parameter.schema);
    if (body) yield* nodesOf(body.schema);
    if (response) yield* nodesOf(response);
  }
}

function* nodesOf(schema: Schema): Generator<Schema> {
  yield schema;
  for (const child of Object.values(schema.properties ?? {})) yield* nodesOf(child);
  if (schema.items) yield* nodesOf(schema.items);
  if (typeof schema.additionalProperties === "object") yield* nodesOf(schema.additionalProperties);
  for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])])
    yield* nodesOf(part);
}
