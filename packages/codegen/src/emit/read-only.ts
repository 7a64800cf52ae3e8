import { type ApiModel, mapChildren, reachableNames, type Schema } from "@omada-sdk/model";

/**
 * The model as callers may fill it: a member that only the controller sets is not demanded in what is sent. A schema that
 * is sent and received has one type, so there such a member is not promised in answers either.
 */
export function forCallers(model: ApiModel): ApiModel {
  const bodies = model.operations.flatMap(({ body }) => body?.schema ?? []);
  const sent = reachableNames(bodies, model.schemas);
  return {
    ...model,
    operations: model.operations.map((operation) => {
      const { body } = operation;
      const schema = body && relaxed(body.schema);
      return body && schema && schema !== body.schema
        ? { ...operation, body: { ...body, schema } }
        : operation;
    }),
    schemas: new Map(
      [...model.schemas].map(([name, schema]) => [name, sent.has(name) ? relaxed(schema) : schema]),
    ),
  };
}

/** The schema itself where nothing in it changes. */
function relaxed(schema: Schema): Schema {
  if (!/"readOnly":true/.test(JSON.stringify(schema))) return schema;
  const out = mapChildren(schema, relaxed);
  const { properties, required } = schema;
  const demanded = required?.filter((name) => properties?.[name]?.readOnly !== true);
  if (demanded && demanded.length > 0) out.required = demanded;
  else delete out.required;
  return out;
}
