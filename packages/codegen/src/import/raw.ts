import type { Schema } from "../model/types.js";

/** A schema as a controller writes it: the model's keywords plus texts. */
export interface RawSchema extends Omit<Schema, "properties" | "items" | "additionalProperties"> {
  description?: string;
  title?: string;
  example?: unknown;
  properties?: Record<string, RawSchema>;
  items?: RawSchema;
  additionalProperties?: RawSchema | boolean;
}

export interface RawParameter {
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  deprecated?: boolean;
  schema?: RawSchema;
}

export interface RawMedia {
  schema?: RawSchema;
}

export interface RawOperation {
  tags?: string[];
  summary?: string;
  description?: string;
  operationId?: string;
  deprecated?: boolean;
  parameters?: RawParameter[];
  requestBody?: { required?: boolean; content?: Record<string, RawMedia> };
  responses?: Record<string, { content?: Record<string, RawMedia> }>;
}

/** One group document, parsed and checked to be an OpenAPI 3.x document with operations. */
export interface RawDocument {
  /** Group slug from the document's name (`site-setting`), or undefined for a document of all groups. */
  group: string | undefined;
  /** File name it came from, for messages. */
  file: string;
  sha256: string;
  /** The default document of a controller, for the operations that no other document lists. */
  unlisted?: boolean;
  paths: Record<string, Record<string, RawOperation>>;
  schemas: Record<string, RawSchema>;
}

/** Calls `visit` for a schema and every schema nested in it (references are not followed). */
export function walkSchema(
  schema: RawSchema,
  where: string,
  visit: (schema: RawSchema, where: string) => void,
): void {
  visit(schema, where);
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    walkSchema(child, `${where}.${name}`, visit);
  }
  if (schema.items) walkSchema(schema.items, `${where}[]`, visit);
  if (typeof schema.additionalProperties === "object") {
    walkSchema(schema.additionalProperties, `${where}{}`, visit);
  }
  for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) {
    walkSchema(part as RawSchema, where, visit);
  }
}

/** Every operation of a document with its method in upper case. */
export function operationsOf(
  document: RawDocument,
): { method: string; path: string; operation: RawOperation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** Calls `visit` for every schema of a document: components, parameters, bodies and answers. */
export function walkDocument(document: RawDocument, visit: (schema: RawSchema, where: string) => void): void {
  for (const [name, schema] of Object.entries(document.schemas)) walkSchema(schema, name, visit);
  for (const { method, path, operation } of operationsOf(document)) {
    const where = `${method} ${path}`;
    for (const parameter of operation.parameters ?? []) {
      if (parameter.schema) walkSchema(parameter.schema, `${where} ?${parameter.name}`, visit);
    }
    for (const media of mediaOf(operation)) if (media.schema) walkSchema(media.schema, where, visit);
  }
}

/** The media type that counts where a document gives several: JSON, else a form, else the first by name. */
export function mainMedia(
  content: Record<string, RawMedia> | undefined,
): [type: string, media: RawMedia] | undefined {
  const rank = (type: string): string =>
    `${type.startsWith("application/json") ? 0 : type.startsWith("multipart/") ? 1 : 2}${type}`;
  return Object.entries(content ?? {}).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))[0];
}

/** Body and answer media objects of an operation. */
function mediaOf(operation: RawOperation): RawMedia[] {
  return [
    ...Object.values(operation.requestBody?.content ?? {}),
    ...Object.values(operation.responses ?? {}).flatMap((response) => Object.values(response.content ?? {})),
  ];
}

/**
 * Whether members of any name and type are allowed. An object of which nothing else is told is the same without it:
 * generated clients, and what is recovered from them, write it out.
 */
export function takesAnything(rest: RawSchema["additionalProperties"]): boolean {
  return rest === true || (typeof rest === "object" && Object.keys(rest).length === 0);
}
