import { type ApiModel, type Operation, reachableNames, type Schema, schemasOf } from "@omada-sdk/model";

/** The OpenAPI 3.0.3 document of one group, as it stands in `specs/<id>/<group>.json`. */
export interface GroupDocument {
  openapi: string;
  info: { title: string; version: string };
  "x-omada": { snapshot: string; group: string; line: string; flavour: string };
  paths: Record<string, Record<string, OperationDocument>>;
  components: { schemas: Record<string, Schema> };
}

export interface OperationDocument {
  tags: [string];
  operationId: string;
  summary: string;
  deprecated?: true;
  parameters?: Operation["parameters"];
  requestBody?: { required?: true; content: Record<string, { schema?: Schema }> };
  responses: { "200": { description: string; content?: Record<string, { schema: Schema }> } };
  "x-omada-permissions"?: string[];
  "x-omada-error-codes"?: number[];
  "x-omada-authorization-code-only"?: true;
  "x-omada-edition"?: "pro" | "msp";
  "x-omada-unlisted"?: true;
  "x-omada-envelope"?: false;
  "x-omada-download"?: true;
  "x-omada-paging"?: "query" | "body";
}

/** Groups of a model that have operations, in alphabetical order. */
export function groupsOf(model: ApiModel): string[] {
  return [...new Set(model.operations.map(({ group }) => group))].sort();
}

/** One group of a model as a self-contained document: its operations and every schema they reach. */
export function groupDocument(model: ApiModel, group: string): GroupDocument {
  const operations = model.operations.filter((operation) => operation.group === group);
  const used = reachableNames(operations.flatMap(schemasOf), model.schemas);
  const paths: GroupDocument["paths"] = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationDocument(operation),
    };
  }
  return {
    openapi: "3.0.3",
    info: { title: `Omada Open API ${model.id}: ${group}`, version: model.controllerVersion },
    "x-omada": { snapshot: model.id, group, line: model.line, flavour: model.flavour },
    paths,
    components: { schemas: Object.fromEntries([...model.schemas].filter(([name]) => used.has(name))) },
  };
}

function operationDocument(operation: Operation): OperationDocument {
  const { body, response } = operation;
  return {
    tags: [operation.tag],
    operationId: operation.name,
    summary: operation.title,
    ...(operation.deprecated ? { deprecated: true } : {}),
    ...(operation.parameters.length > 0 ? { parameters: operation.parameters } : {}),
    ...(body
      ? {
          requestBody: {
            ...(body.required ? { required: true } : {}),
            content: {
              [body.mediaType]: { schema: body.schema },
              ...Object.fromEntries((body.alternatives ?? []).map((each) => [each, {}])),
            },
          },
        }
      : {}),
    responses: {
      "200": {
        description: "Success",
        ...(response ? { content: { "application/json": { schema: response } } } : {}),
      },
    },
    ...(operation.permissions.length > 0 ? { "x-omada-permissions": operation.permissions } : {}),
    ...(operation.errorCodes.length > 0 ? { "x-omada-error-codes": operation.errorCodes } : {}),
    ...(operation.authorizationCodeOnly ? { "x-omada-authorization-code-only": true } : {}),
    ...(operation.edition ? { "x-omada-edition": operation.edition } : {}),
    ...(operation.unlisted ? { "x-omada-unlisted": true } : {}),
    ...(operation.envelope ? {} : { "x-omada-envelope": false }),
    ...(operation.download ? { "x-omada-download": true } : {}),
    ...(operation.paging ? { "x-omada-paging": operation.paging } : {}),
  };
}

/** The operations of a group document, the inverse of {@link groupDocument}. */
export function operationsFrom(document: GroupDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, entry]) =>
      operationFrom(document["x-omada"].group, method, path, entry),
    ),
  );
}

function operationFrom(group: string, method: string, path: string, entry: OperationDocument): Operation {
  const content = entry.requestBody?.content ?? {};
  const [mediaType, ...alternatives] = Object.keys(content);
  const schema = mediaType === undefined ? undefined : content[mediaType]?.schema;
  const response = entry.responses["200"].content?.["application/json"]?.schema;
  return {
    name: entry.operationId,
    method: method.toUpperCase() as Operation["method"],
    path,
    group,
    tag: entry.tags[0],
    title: entry.summary,
    deprecated: entry.deprecated ?? false,
    parameters: entry.parameters ?? [],
    ...(mediaType !== undefined && schema
      ? {
          body: {
            mediaType,
            required: entry.requestBody?.required ?? false,
            schema,
            ...(alternatives.length > 0 ? { alternatives } : {}),
          },
        }
      : {}),
    ...(response ? { response } : {}),
    permissions: entry["x-omada-permissions"] ?? [],
    errorCodes: entry["x-omada-error-codes"] ?? [],
    authorizationCodeOnly: entry["x-omada-authorization-code-only"] ?? false,
    ...(entry["x-omada-edition"] ? { edition: entry["x-omada-edition"] } : {}),
    ...(entry["x-omada-unlisted"] ? { unlisted: true } : {}),
    envelope: entry["x-omada-envelope"] ?? true,
    download: entry["x-omada-download"] ?? false,
    ...(entry["x-omada-paging"] ? { paging: entry["x-omada-paging"] } : {}),
  };
}
