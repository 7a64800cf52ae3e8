import { refName, refTo, resolveSchema, type Schema, walkSchema } from "@omada-sdk/model";

/** A schema as a controller writes it: the model's keywords plus texts. */
export interface RawSchema extends Schema {
  description?: string;
  title?: string;
  example?: unknown;
  properties?: Record<string, RawSchema>;
  items?: RawSchema;
  additionalProperties?: RawSchema | boolean;
  allOf?: RawSchema[];
  oneOf?: RawSchema[];
  anyOf?: RawSchema[];
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

/** One operation of a document, with its method in upper case. */
export interface PlacedOperation {
  method: string;
  path: string;
  operation: RawOperation;
}

/** Every operation of a document. */
export function operationsOf(document: RawDocument): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** Every schema of a document with its place: components, parameters, bodies and answers. See {@link walkSchema}. */
export function* walkDocument(document: RawDocument): Generator<[schema: RawSchema, where: string]> {
  for (const [name, schema] of Object.entries(document.schemas)) yield* walkSchema(schema, name);
  for (const { method, path, operation } of operationsOf(document)) {
    for (const [schema, place] of schemasIn(operation))
      yield* walkSchema(schema, `${method} ${path}${place}`);
  }
}

/** The schemas that stand in an operation itself, each with its place there: of parameters, bodies and answers. */
export function schemasIn({
  parameters,
  requestBody,
  responses,
}: RawOperation): [RawSchema, place: string][] {
  const media = [requestBody, ...Object.values(responses ?? {})].flatMap((part) =>
    Object.values(part?.content ?? {}),
  );
  return [
    ...(parameters ?? []).map(({ name, schema }) => [schema, ` ?${name}`] as const),
    ...media.map(({ schema }) => [schema, ""] as const),
  ].flatMap(([schema, place]): [RawSchema, string][] => (schema ? [[schema, place]] : []));
}

/** Gives every reference of a document the name that `nameOf` has for the one it names; undefined leaves it as it is. */
export function renameReferences(document: RawDocument, nameOf: (name: string) => string | undefined): void {
  for (const [schema] of walkDocument(document)) {
    const renamed = schema.$ref === undefined ? undefined : nameOf(refName(schema.$ref) ?? "");
    if (renamed !== undefined) schema.$ref = refTo(renamed);
  }
}

/** The schema of the answer with status 200, else of the first by status. */
export function answerSchema({ responses = {} }: RawOperation): RawSchema | undefined {
  const first = Object.keys(responses).sort()[0] ?? "";
  return mainMedia((responses["200"] ?? responses[first])?.content)?.[1].schema;
}

/** True when the answer is declared inside the `{errorCode,msg,result}` that controllers send. */
export function hasEnvelope(answer: RawSchema, schemas: ReadonlyMap<string, RawSchema>): boolean {
  return Object.hasOwn(resolveSchema(schemas, answer).properties ?? {}, "errorCode");
}

/** The media type that counts where a document gives several: JSON, else a form, else the first by name. */
export function mainMedia(
  content: Record<string, RawMedia> | undefined,
): [type: string, media: RawMedia] | undefined {
  const rank = (type: string): string =>
    `${type.startsWith("application/json") ? 0 : type.startsWith("multipart/") ? 1 : 2}${type}`;
  return Object.entries(content ?? {}).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))[0];
}

/**
 * Whether members of any name and type are allowed. An object of which nothing else is known is the same without it:
 * generated clients, and what is recovered from them, write it out.
 */
export function takesAnything(rest: RawSchema["additionalProperties"]): boolean {
  return rest === true || (typeof rest === "object" && Object.keys(rest).length === 0);
}
