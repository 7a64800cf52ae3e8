import { refName } from "../../model/refs.js";
import { operationsOf, type RawDocument, type RawMedia, type RawSchema } from "../raw.js";
import type { Repair } from "./report.js";

/** Answers declared as any type are JSON; bodies that hold a file are multipart forms. */
export function repairMediaTypes(document: RawDocument, repairs: Repair[]): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const where = `${method} ${path}`;
    for (const response of Object.values(operation.responses ?? {})) {
      if (response.content && "*/*" in response.content) {
        response.content = { "application/json": response.content["*/*"] ?? {} };
        repairs.push({ kind: "media-type", where });
      }
    }
    const json = operation.requestBody?.content?.["application/json"];
    if (operation.requestBody && json && holdsFile(json, document)) {
      operation.requestBody.content = { "multipart/form-data": json };
      repairs.push({ kind: "multipart", where });
    }
  }
}

function holdsFile(media: RawMedia, document: RawDocument): boolean {
  const schema = media.schema ?? {};
  const target = schema.$ref === undefined ? schema : document.schemas[refName(schema.$ref) ?? ""];
  return Object.values(target?.properties ?? {}).some(
    (property) => isFile(property) || isFile(property.items),
  );
}

function isFile(schema: RawSchema | undefined): boolean {
  return schema?.type === "string" && schema.format === "binary";
}
