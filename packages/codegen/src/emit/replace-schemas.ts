import type { ApiModel, Operation, Schema } from "@omada-sdk/model";

/**
 * A model with some schemas replaced wherever they stand.
 * @param replace given every schema of the model as it is there, itself or another one
 */
export function replaceSchemas(model: ApiModel, replace: (schema: Schema) => Schema): ApiModel {
  const done = new Map<Schema, Schema>();
  const changed = (schema: Schema): Schema => {
    const known = done.get(schema);
    if (known) return known;
    const result = inside(replace(schema), changed);
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

function inside(schema: Schema, changed: (schema: Schema) => Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  const out: Schema = { ...schema };
  if (properties)
    out.properties = Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, changed(each)]),
    );
  if (items) out.items = changed(items);
  if (typeof additionalProperties === "object") out.additionalProperties = changed(additionalProperties);
  for (const combiner of ["allOf", "oneOf", "anyOf"] as const)
    if (schema[combiner]) out[combiner] = schema[combiner].map(changed);
  return out;
}
