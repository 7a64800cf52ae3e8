import { type ApiModel, diffModels, type Operation, type Parameter, type Schema } from "../../src/index.js";

const PATH = "/openapi/v1/{omadacId}/things";

/** An operation that does nothing, changed in the given members. */
export function operation(changes: Partial<Operation> = {}): Operation {
  return {
    name: "thing.list",
    method: "GET",
    path: PATH,
    group: "device",
    tag: "Thing",
    title: "Things",
    deprecated: false,
    parameters: [],
    permissions: [],
    errorCodes: [],
    authorizationCodeOnly: false,
    envelope: true,
    download: false,
    ...changes,
  };
}

export function model(operations: Operation[], schemas: Record<string, Schema> = {}): ApiModel {
  return {
    id: "1.0",
    line: "v5",
    flavour: "local",
    controllerVersion: "1.0",
    operations,
    schemas: new Map(Object.entries(schemas)),
  };
}

export const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
});

export const array = (items: Schema): Schema => ({ type: "array", items });

/** An operation whose body has one field. */
export const sends = (field: Schema, required: string[] = []): Operation =>
  operation({ body: { mediaType: "application/json", required: true, schema: object({ field }, required) } });

/** An operation that answers this result in its envelope. */
export const answers = (result: Schema | undefined): Operation =>
  operation({ response: object({ errorCode: { type: "integer" }, ...(result ? { result } : {}) }) });

/** An operation whose answer has one field. */
export const answersField = (field: Schema, required: string[] = []): Operation =>
  answers(object({ field }, required));

export const takes = (parameter: Partial<Parameter>): Operation =>
  operation({
    parameters: [{ name: "p", in: "query", required: false, schema: { type: "string" }, ...parameter }],
  });

/** Ids of the rules that a pair of operations breaks. */
export const rulesOf = (before: Operation, after: Operation): string[] =>
  diffModels(model([before]), model([after])).map(({ rule }) => rule);
