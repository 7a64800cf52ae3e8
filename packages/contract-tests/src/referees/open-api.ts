import { type ApiModel, mapChildren, type Operation, type Schema } from "@omada-sdk/model";
import { withoutParameterNames } from "./breaking-change.js";

/** An OpenAPI 3.0 document, as far as other programs need to know. */
export type Document = Record<string, unknown>;

/** A model with only those operations that the other one has, too, whatever their path parameters are called. */
export function commonOperations(model: ApiModel, other: ApiModel): ApiModel {
  const key = ({ method, path }: Operation): string => withoutParameterNames(`${method} ${path}`);
  const known = new Set(other.operations.map(key));
  return { ...model, operations: model.operations.filter((operation) => known.has(key(operation))) };
}

/**
 * One snapshot as one OpenAPI document that other programs can compare: every answer in its envelope, one media type,
 * our own fields left out.
 * @param without keywords that one of the two snapshots has lost; neither document may show them
 */
export function toOpenApi(model: ApiModel, without: ReadonlySet<string>): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of model.operations) {
    const item = paths[operation.path] ?? {};
    item[operation.method.toLowerCase()] = operationObject(operation, without);
    paths[operation.path] = item;
  }
  const schemas = Object.fromEntries(
    [...model.schemas].map(([name, schema]) => [name, cleaned(schema, without)]),
  );
  return { openapi: "3.0.3", info: { title: "t", version: "1.0.0" }, paths, components: { schemas } };
}

function operationObject(operation: Operation, without: ReadonlySet<string>): object {
  const { name, tag, deprecated, parameters, body } = operation;
  return {
    operationId: name,
    tags: [tag],
    ...(deprecated ? { deprecated } : {}),
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      required: parameter.required,
      schema: cleaned(parameter.schema, without),
    })),
    ...(body
      ? {
          requestBody: {
            required: body.required,
            content: { [body.mediaType]: { schema: cleaned(body.schema, without) } },
          },
        }
      : {}),
    responses: {
      "200": {
        description: "",
        content: { "application/json": { schema: cleaned(answerOf(operation), without) } },
      },
    },
  };
}

function answerOf({ response, envelope }: Operation): Schema {
  if (response && envelope) return response;
  const properties: Record<string, Schema> = {
    errorCode: { type: "integer", format: "int32" },
    msg: { type: "string" },
  };
  return { type: "object", properties: response ? { ...properties, result: response } : properties };
}

/** A schema without our own fields and without the keywords that one side has lost. */
function cleaned(schema: Schema, without: ReadonlySet<string>): Schema {
  const kept = Object.entries(schema).filter(([key]) => !key.startsWith("x-omada") && !without.has(key));
  return mapChildren(Object.fromEntries(kept) as Schema, (child) => cleaned(child, without));
}
