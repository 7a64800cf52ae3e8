import { type ApiModel, mapChildren, type Operation, type Schema } from "@omada-sdk/model";

/**
 * A model with some schemas replaced wherever they stand.
 * @param replace given every schema of the model as it is there, itself or another one
 */
export function replaceSchemas(model: ApiModel, replace: (schema: Schema) => Schema): ApiModel {
  const done = new Map<Schema, Schema>();
  const changed = (schema: Schema): Schema => {
    const known = done.get(schema);
    if (known) return known;
    const result = mapChildren(replace(schema), changed);
    done.set(schema, result);
    return result;
  };
  const operations = model.operations.map((operation) => ofOperation(operation, changed));
  return {
    ...model,
    operations,
    schemas: new Map([...model.schemas].map(([name, schema]) => [name, changed(schema)])),
  };
}

function ofOperation(operation: Operation, changed: (schema: Schema) => Schema): Operation {
  const { parameters, body, response } = operation;
  return {
    ...operation,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: changed(parameter.schema) })),
    ...(body ? { body: { ...body, schema: changed(body.schema) } } : {}),
    ...(response ? { response: changed(response) } : {}),
  };
}
