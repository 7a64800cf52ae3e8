import type { RawOperation, RawParameter, RawSchema } from "../../src/import/raw.js";

/** What a test says about one operation; the rest is as controllers write it. */
export interface OperationParts extends Omit<RawOperation, "responses" | "tags"> {
  tag?: string;
  /** Schema of the answer, without or with an envelope; by default the bare envelope. */
  answer?: RawSchema;
  /** Schema of a JSON body. */
  body?: RawSchema;
}

export interface DocumentParts {
  /** By `METHOD /path`. */
  operations?: Record<string, OperationParts>;
  schemas?: Record<string, RawSchema>;
}

export const ref = (name: string): RawSchema => ({ $ref: `#/components/schemas/${name}` });

export const text = (description?: string): RawSchema =>
  description === undefined ? { type: "string" } : { type: "string", description };

export const object = (properties: Record<string, RawSchema>, required?: string[]): RawSchema =>
  required ? { type: "object", properties, required } : { type: "object", properties };

/** An answer inside the envelope that controllers send. */
export function envelope(result?: RawSchema): RawSchema {
  return object({
    errorCode: { type: "integer", format: "int32" },
    msg: { type: "string" },
    ...(result ? { result } : {}),
  });
}

export function parameter(name: string, place: string, schema: RawSchema = text()): RawParameter {
  return { name, in: place, required: place === "path", schema };
}

/** An interface document as a controller serves it, made of the parts that a test is about. */
export function documentOf({ operations = {}, schemas = {} }: DocumentParts) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [key, parts] of Object.entries(operations)) {
    const [method = "", path = ""] = key.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(method, path, parts) };
  }
  return { openapi: "3.0.1", info: { title: "Test", version: "v0.1" }, paths, components: { schemas } };
}

function operationOf(method: string, path: string, parts: OperationParts) {
  const { tag = "Gadget", answer = envelope(), body, ...rest } = parts;
  const declared = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => parameter(name ?? "", "path"));
  return {
    tags: [tag],
    operationId: `${method.toLowerCase()}Gadget`,
    parameters: declared,
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: { "200": { description: "OK", content: { "*/*": { schema: answer } } } },
    ...rest,
  };
}
