import {
  type ApiModel,
  type HttpMethod,
  type Operation,
  type Parameter,
  refName,
  refTo,
  resolveSchema,
  type Schema,
} from "@omada-sdk/codegen/model";
import { isRecord } from "../sample/accepts.js";
import { type KnownNames, madeName } from "./names.js";

type Json = Record<string, unknown>;

/** An interface document as it was read. */
export interface RawDocument {
  name: string;
  paths: Json;
  schemas: Json;
}

const METHODS: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const AUTHORIZE = "/openapi/authorize/";

/** Puts documents together. Schemas of one name that differ between documents are kept apart. */
export function modelOf(
  documents: readonly RawDocument[],
  known: KnownNames,
  head: Pick<ApiModel, "id" | "line" | "flavour" | "controllerVersion">,
): ApiModel {
  const schemas = new Map<string, Schema>();
  const operations = new Map<string, Operation>();
  for (const document of documents) {
    const renamed = addSchemas(schemas, document);
    for (const [path, item] of Object.entries(document.paths)) {
      if (!isRecord(item) || path.startsWith(AUTHORIZE) || !path.startsWith("/")) continue;
      for (const method of METHODS) {
        const declared = item[method.toLowerCase()];
        const key = `${method} ${path}`;
        if (!isRecord(declared) || operations.has(key)) continue;
        operations.set(key, operationOf(method, path, renameIn(declared, renamed), schemas, known.get(key)));
      }
    }
  }
  return { ...head, operations: [...operations.values()], schemas };
}

/** Adds the schemas of a document; gives the new names of those whose name is taken by another one. */
function addSchemas(schemas: Map<string, Schema>, { name, schemas: own }: RawDocument): Map<string, string> {
  const renamed = new Map<string, string>();
  const differs = (key: string, schema: unknown): boolean =>
    JSON.stringify(schemas.get(key)) !== JSON.stringify(renameIn(schema, renamed));
  // A schema also differs when one that it refers to does, so this goes on until nothing changes.
  for (let before = -1; before < renamed.size; ) {
    before = renamed.size;
    for (const [key, schema] of Object.entries(own)) {
      if (schemas.has(key) && !renamed.has(key) && differs(key, schema)) renamed.set(key, `${key} (${name})`);
    }
  }
  for (const [key, schema] of Object.entries(own)) {
    schemas.set(renamed.get(key) ?? key, renameIn(schema as Json, renamed) as Schema);
  }
  return renamed;
}

function renameIn<T>(value: T, renamed: ReadonlyMap<string, string>): T {
  if (renamed.size === 0) return value;
  return JSON.parse(JSON.stringify(value), (key, member) => {
    const target =
      key === "$ref" && typeof member === "string" ? renamed.get(refName(member) ?? "") : undefined;
    return target === undefined ? member : refTo(target);
  }) as T;
}

function operationOf(
  method: HttpMethod,
  path: string,
  declared: Json,
  schemas: ReadonlyMap<string, Schema>,
  known: { name: string; group: string } | undefined,
): Operation {
  const tag = String([declared.tags].flat()[0] ?? "Other");
  const body = bodyOf(declared.requestBody);
  const response = schemaIn(isRecord(declared.responses) ? declared.responses["200"] : undefined);
  const parameters = parametersOf(path, declared.parameters);
  const envelope = resolveSchema(schemas, response).properties?.errorCode !== undefined || !response;
  const inQuery = parameters.some(({ name, in: place }) => place === "query" && name === "page");
  const inBody = body && resolveSchema(schemas, body.schema).properties?.pageSize !== undefined;
  const paging = inQuery ? ("query" as const) : inBody ? ("body" as const) : undefined;
  return {
    ...{ name: known?.name ?? madeName(tag, String(declared.operationId ?? "")), method, path },
    ...{ group: known?.group ?? "other", tag, title: String(declared.summary ?? "") },
    ...{ deprecated: declared.deprecated === true, parameters, permissions: [], errorCodes: [] },
    ...{ authorizationCodeOnly: false, envelope, download: false },
    ...(body ? { body } : {}),
    ...(response ? { response } : {}),
    ...(paging ? { paging } : {}),
  };
}

/** Declared parameters, and those that the path has and the document forgets. */
function parametersOf(path: string, declared: unknown): Parameter[] {
  const parameters = (Array.isArray(declared) ? declared : []).filter(isRecord).map(
    ({ name, in: place, required, schema }): Parameter => ({
      name: String(name),
      in: place === "path" || place === "header" || place === "cookie" ? place : "query",
      required: required === true,
      schema: isRecord(schema) ? (schema as Schema) : {},
    }),
  );
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  const missing = inPath.filter(
    (name) => !parameters.some((entry) => entry.in === "path" && entry.name === name),
  );
  return [
    ...missing.map((name): Parameter => ({ name, in: "path", required: true, schema: { type: "string" } })),
    ...parameters,
  ];
}

function bodyOf(declared: unknown): Operation["body"] {
  if (!isRecord(declared) || !isRecord(declared.content)) return undefined;
  const [mediaType] = Object.keys(declared.content);
  const schema = schemaIn(declared);
  return mediaType && schema ? { mediaType, required: declared.required === true, schema } : undefined;
}

/** The schema of the first media type. */
function schemaIn(holder: unknown): Schema | undefined {
  if (!isRecord(holder) || !isRecord(holder.content)) return undefined;
  const [media] = Object.values(holder.content);
  return isRecord(media) && isRecord(media.schema) ? (media.schema as Schema) : undefined;
}
