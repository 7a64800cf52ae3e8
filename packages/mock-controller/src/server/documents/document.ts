import { type ApiModel, type Operation, type Parameter, refName, type Schema } from "@omada-sdk/model";
import { messageOf } from "../../protocol/answer.js";

/** An OpenAPI 3.0.1 document as controllers serve it: one success answer, any media type, no error answers. */
export interface GroupDocument {
  openapi: "3.0.1";
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema> };
}

/** Which operations a document holds: those of one group, those of all groups, or also those that no group lists. */
interface DocumentScope {
  /** Undefined for all groups. */
  group: string | undefined;
  /** Whether operations are among them that stand on no page of documents. */
  unlisted?: boolean;
}

/**
 * Writes the operations of a group, or all of them, and the schemas they reach as one document.
 * @param server origin that the document names as its server
 */
export function groupDocument(model: ApiModel, scope: DocumentScope, server: string): GroupDocument {
  const operations = model.operations.filter(
    ({ group, unlisted }) =>
      (scope.group === undefined || group === scope.group) && (scope.unlisted === true || !unlisted),
  );
  const ids = uniqueIds(operations);
  const paths: GroupDocument["paths"] = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    item[operation.method.toLowerCase()] = operationObject(operation, ids.get(operation) ?? operation.name);
    paths[operation.path] = item;
  }
  return {
    openapi: "3.0.1",
    info: { title: "Mock controller", version: "v0.1" },
    servers: [{ url: server }],
    paths,
    components: { schemas: reachableSchemas(operations, model.schemas) },
  };
}

/** Last part of each stable name; repeated ones get a number, as controllers do. */
function uniqueIds(operations: readonly Operation[]): Map<Operation, string> {
  const used = new Map<string, number>();
  return new Map(
    operations.map((operation) => {
      const base = operation.name.split(".").at(-1) ?? operation.name;
      const count = used.get(base) ?? 0;
      used.set(base, count + 1);
      return [operation, count === 0 ? base : `${base}_${count}`];
    }),
  );
}

function operationObject(operation: Operation, operationId: string): Record<string, unknown> {
  const { body, response, parameters } = operation;
  return {
    tags: [operation.tag],
    summary: operation.title,
    description: descriptionOf(operation),
    operationId,
    ...(operation.deprecated ? { deprecated: true } : {}),
    parameters: parameters.map(parameterObject),
    ...(body
      ? { requestBody: { required: body.required, content: { [body.mediaType]: { schema: body.schema } } } }
      : {}),
    responses: { 200: { description: "OK", content: { "*/*": { schema: response ?? {} } } } },
  };
}

/** Facts that controllers write as texts are in the `x-omada-*` extensions. */
function parameterObject({ deprecated, ...parameter }: Parameter): Parameter {
  return { ...parameter, ...(deprecated ? { deprecated } : {}) };
}

function reachableSchemas(
  operations: readonly Operation[],
  schemas: ReadonlyMap<string, Schema>,
): Record<string, Schema> {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const name = "$ref" in part && typeof part.$ref === "string" ? refName(part.$ref) : undefined;
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      visit(schemas.get(name));
    }
    for (const child of Object.values(part)) visit(child);
  };
  for (const { parameters, body, response } of operations) visit([parameters, body, response]);
  return Object.fromEntries([...schemas].filter(([name]) => found.has(name)));
}

/**
 * The description of an operation: who may call it, and which error codes it gives. The words are the mock's own, laid
 * out like the documents of controllers, so that the importer finds the same facts again.
 */
function descriptionOf(operation: Operation): string {
  const { title, edition, authorizationCodeOnly, permissions, errorCodes } = operation;
  const lead = [`${title}.`];
  if (edition === "pro") lead.push("Applies to the Omada Pro controller only.");
  if (edition === "msp") lead.push("There only in MSP mode.");
  const parts = [lead.join(" ")];
  if (authorizationCodeOnly) parts.push("Only supports the authorization code mode.");
  if (permissions.length > 0) parts.push(`Needs one of the permissions:\n${permissions.join("\n")}`);
  if (errorCodes.length > 0) {
    const rows = errorCodes.map((code) => `${code}  -  ${messageOf(code)}`);
    parts.push(`Possible error codes for the interface:\n${rows.join("\n")}`);
  }
  return parts.join("\n\n");
}
