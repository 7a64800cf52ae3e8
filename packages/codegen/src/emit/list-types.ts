import {
  type ApiModel,
  type Operation,
  type Parameter,
  resolveSchema,
  responseShape,
  type Schema,
} from "@omada-sdk/model";
import type { NotedSchema } from "../exported/references.js";
import { replaceSchemas } from "./replace-schemas.js";

const SCALARS = ["string", "integer", "number", "boolean"];
const DIRECTION: Schema = { type: "string", "x-omada-values": [{ value: "asc" }, { value: "desc" }] };
const NOTE = "Keys are members of the rows; a controller ignores those that it cannot sort by";

/**
 * The model with the sort keys of lists, where the document leaves them open: they are the plain members of the rows. A
 * controller ignores every other key without a word, so that a misspelt one has to be an error here.
 */
export function withListTypes(model: ApiModel): ApiModel {
  const keys = new Map<Schema, Set<string>>();
  const operations = model.operations.map((operation) => {
    const names = rowMembers(operation, model);
    if (names.length === 0) return operation;
    const body = resolveSchema(model.schemas, operation.body?.schema);
    if (isOpenRecord(body.properties?.sorts, model))
      keys.set(body, new Set([...(keys.get(body) ?? []), ...names]));
    const parameters = operation.parameters.map((parameter) => sorted(parameter, names, model));
    return parameters.every((each, at) => each === operation.parameters[at])
      ? operation
      : { ...operation, parameters };
  });
  return replaceSchemas({ ...model, operations }, (schema) => {
    const names = keys.get(schema);
    return names ? { ...schema, properties: { ...schema.properties, sorts: sortsBy([...names]) } } : schema;
  });
}

/** Names of the plain members of the rows of a list; none when it is no list. */
function rowMembers(operation: Operation, { schemas }: ApiModel): string[] {
  const shape = responseShape(operation, schemas);
  const result = shape.kind === "value" ? resolveSchema(schemas, shape.schema) : undefined;
  const row = shape.kind === "page" ? shape.row : result?.type === "array" ? result.items : undefined;
  const members = Object.entries(resolveSchema(schemas, row).properties ?? {});
  return members
    .filter(([, each]) => SCALARS.includes(resolveSchema(schemas, each).type ?? ""))
    .map(([name]) => name);
}

/** An object of texts by names that the document does not give. */
function isOpenRecord(schema: Schema | undefined, { schemas }: ApiModel): boolean {
  if (!schema) return false;
  const { type, properties, additionalProperties } = resolveSchema(schemas, schema);
  const ofTexts = typeof additionalProperties !== "object" || additionalProperties.type === "string";
  return type === "object" && properties === undefined && ofTexts;
}

function sortsBy(names: readonly string[]): NotedSchema {
  const properties = Object.fromEntries([...names].sort().map((name) => [name, DIRECTION]));
  return { type: "object", properties, "x-known": NOTE };
}

function sorted(parameter: Parameter, names: readonly string[], model: ApiModel): Parameter {
  const { name, schema } = parameter;
  if (name === "sorts" && isOpenRecord(schema, model)) return { ...parameter, schema: sortsBy(names) };
  const items = resolveSchema(model.schemas, schema.items);
  const known = { type: "string", "x-omada-values": names.map((value) => ({ value })) } as const;
  if (name === "sorts" && items.properties?.sortKey) {
    const properties = { ...items.properties, sortKey: known };
    return { ...parameter, schema: { ...schema, items: { ...items, properties } } };
  }
  return name === "searchFields" && items.type === "string"
    ? { ...parameter, schema: { ...schema, items: known } }
    : parameter;
}
