import {
  type ApiModel,
  type HttpMethod,
  type Operation,
  operationKey,
  type Paging,
  reachableNames,
  resolveSchema,
  responseShape,
  type Schema,
  schemasOf,
} from "@omada-sdk/model";
import { titleOf } from "../specs/case.js";
import { checkTags, type GroupTable, groupOf, tagName } from "../specs/groups.js";
import { baseName, extendLock, type NameLock } from "../specs/name-lock.js";
import type { Mined, MinedOperation } from "./mine/index.js";
import { answerSchema, hasEnvelope, mainMedia } from "./raw.js";
import { sortParameters, stripParameter, stripSchema } from "./strip.js";

export type SnapshotHead = Pick<ApiModel, "id" | "line" | "flavour" | "controllerVersion">;

/** Strips the mined documents to facts, places every operation in its group and gives it its stable name. */
export function toModel(
  head: SnapshotHead,
  mined: Mined,
  table: GroupTable,
  lock: Readonly<NameLock>,
): { model: ApiModel; lock: NameLock } {
  const schemas = new Map([...mined.schemas].map(([name, schema]) => [name, stripSchema(schema)]));
  checkTags(
    table,
    mined.operations.map(({ path, operation, group }) => ({
      tag: tagOf(operation.tags),
      path,
      documentGroup: group,
    })),
  );
  const unnamed = mined.operations.map(({ method, path, operation }) => ({
    method,
    path,
    tag: tagName(table, tagOf(operation.tags)),
    operationId: operation.operationId,
  }));
  const names = extendLock(lock, unnamed);
  const operations = mined.operations.map((entry) => {
    const name = names[operationKey(entry.method, entry.path)] ?? "";
    return toOperation(
      entry,
      name,
      groupOf(table, tagOf(entry.operation.tags), entry.path, entry.group),
      schemas,
    );
  });
  return { model: { ...head, operations, schemas: usedSchemas(operations, schemas) }, lock: names };
}

function tagOf(tags: string[] | undefined): string {
  return tags?.[0] ?? "";
}

function toOperation(
  entry: MinedOperation,
  name: string,
  group: string,
  schemas: ReadonlyMap<string, Schema>,
): Operation {
  const { operation, facts, method, path } = entry;
  const answer = answerSchema(operation);
  const model: Operation = {
    name,
    method: method as HttpMethod,
    path,
    group,
    tag: tagOf(operation.tags),
    title: titleOf(name),
    deprecated: operation.deprecated === true || facts.deprecated,
    parameters: sortParameters((operation.parameters ?? []).map(stripParameter), path),
    permissions: facts.permissions,
    errorCodes: facts.errorCodes,
    authorizationCodeOnly: facts.authorizationCodeOnly,
    envelope: answer === undefined || hasEnvelope(answer, schemas),
    download: isDownload(entry),
  };
  if (facts.edition) model.edition = facts.edition;
  if (entry.unlisted) model.unlisted = true;
  const content = operation.requestBody?.content ?? {};
  const [mediaType, media] = mainMedia(content) ?? [];
  if (mediaType !== undefined) {
    const required = operation.requestBody?.required === true;
    model.body = { mediaType, required, schema: stripSchema(media?.schema ?? {}) };
    const alternatives = Object.keys(content)
      .filter((other) => other !== mediaType)
      .sort();
    if (alternatives.length > 0) model.body.alternatives = alternatives;
  }
  if (answer) model.response = stripSchema(answer);
  const paging = pagingOf(model, schemas);
  if (paging) model.paging = paging;
  return model;
}

/** Operations whose real answer is a file although the document declares JSON. */
function isDownload({ operation, method, path }: MinedOperation): boolean {
  const base = baseName({ operationId: operation.operationId, method, path });
  if (/email|emailreport/i.test(base)) return false;
  return (
    /^(global|batch)?(export|download)/i.test(base) || (method === "GET" && /\/files\/.*logos?\//.test(path))
  );
}

function pagingOf(operation: Operation, schemas: ReadonlyMap<string, Schema>): Paging | undefined {
  const query = new Set(
    operation.parameters.filter(({ in: place }) => place === "query").map(({ name }) => name),
  );
  if (query.has("page") && query.has("pageSize")) return "query";
  const body = operation.body ? resolveSchema(schemas, operation.body.schema).properties : undefined;
  const inBody = body !== undefined && Object.hasOwn(body, "page") && Object.hasOwn(body, "pageSize");
  return inBody && responseShape(operation, schemas).kind === "page" ? "body" : undefined;
}

/** The schemas that some operation reaches. Documents also list those of parameters that were split into their fields. */
function usedSchemas(
  operations: readonly Operation[],
  schemas: ReadonlyMap<string, Schema>,
): Map<string, Schema> {
  const used = reachableNames(operations.flatMap(schemasOf), schemas);
  return new Map([...schemas].filter(([name]) => used.has(name)));
}
