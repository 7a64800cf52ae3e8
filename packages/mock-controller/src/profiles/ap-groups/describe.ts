import type { HttpMethod, Operation, Schema } from "@omada-sdk/codegen/model";

export const text: Schema = { type: "string" };
export const flag: Schema = { type: "boolean" };
export const whole: Schema = { type: "integer", format: "int32" };
export const texts: Schema = { type: "array", items: text };
/** An object without a described form. */
export const open: Schema = { type: "object" };

/** An object with all its members optional but the required ones. */
export function object(properties: Record<string, Schema>, required: string[] = []): Schema {
  return required.length > 0 ? { type: "object", properties, required } : { type: "object", properties };
}

/** A page of rows with further members beside them. */
export function page(row: Schema, beside: Record<string, Schema> = {}): Schema {
  const data: Schema = { type: "array", items: row };
  return object({ totalRows: whole, currentPage: whole, currentSize: whole, data, ...beside });
}

/** What an operation takes and answers. */
interface Description {
  name: string;
  title: string;
  /** Behind `{siteId}/`. */
  path: string;
  version?: "v1" | "v2";
  method: HttpMethod;
  body?: Schema;
  /** Without the envelope. */
  result?: Schema;
  paged?: true;
  errorCodes?: number[];
}

/** An operation below a site in the form of a snapshot's. */
export function operation(described: Description): Operation {
  const { name, title, version = "v1", method, body, result, paged, errorCodes = [-33000] } = described;
  const path = `/openapi/${version}/{omadacId}/sites/{siteId}/${described.path}`;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((found) => parameter(`${found[1]}`, "path", text));
  const paging = ["page", "pageSize"].map((param) => parameter(param, "query", whole));
  return {
    ...{ name, title, method, path, errorCodes, group: "site-setting", tag: "Wireless Network" },
    parameters: paged ? [...inPath, ...paging] : inPath,
    ...(body ? { body: { mediaType: "application/json", required: true, schema: body } } : {}),
    response: object({ errorCode: whole, msg: text, ...(result ? { result } : {}) }),
    ...{ permissions: [], deprecated: false, authorizationCodeOnly: false, envelope: true, download: false },
    ...(paged ? { paging: "query" as const } : {}),
  };
}

function parameter(name: string, place: "path" | "query", schema: Schema): Operation["parameters"][number] {
  return { name, in: place, required: true, schema };
}
