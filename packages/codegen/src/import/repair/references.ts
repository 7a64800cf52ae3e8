import { refName } from "../../model/refs.js";
import { type RawDocument, walkDocument } from "../raw.js";
import type { Repair } from "./report.js";

/** A reference to a schema that the document does not have becomes an open object. */
export function repairDanglingReferences(document: RawDocument, repairs: Repair[]): void {
  const names = new Set(Object.keys(document.schemas));
  walkDocument(document, (schema, where) => {
    if (schema.$ref === undefined) return;
    const name = refName(schema.$ref);
    if (name !== undefined && names.has(name)) return;
    delete schema.$ref;
    schema.type = "object";
    repairs.push({ kind: "dangling-reference", where, detail: "open object" });
  });
}

/**
 * An envelope whose result is that very envelope, found in recovered documents: the row's schema had the same name
 * and was lost. The rows become open objects.
 */
export function repairSelfEnvelopes(document: RawDocument, repairs: Repair[]): void {
  for (const [name, schema] of Object.entries(document.schemas)) {
    const result = Object.hasOwn(schema.properties ?? {}, "errorCode")
      ? schema.properties?.result
      : undefined;
    for (const part of [result, result?.items]) {
      if (part?.$ref === undefined || refName(part.$ref) !== name) continue;
      delete part.$ref;
      part.type = "object";
      repairs.push({ kind: "self-envelope", where: name, detail: "open object" });
    }
  }
}
