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
