import { COMBINERS, refName } from "@omada-sdk/model";
import { type RawDocument, type RawSchema, walkDocument } from "../raw.js";
import type { Repair } from "./report.js";

/** A reference to a schema that the document does not have becomes an open object. */
export function repairDanglingReferences(document: RawDocument, repairs: Repair[]): void {
  const names = new Set(Object.keys(document.schemas));
  for (const [schema, where] of walkDocument(document)) {
    if (schema.$ref === undefined) continue;
    const name = refName(schema.$ref);
    if (name !== undefined && names.has(name)) continue;
    delete schema.$ref;
    schema.type = "object";
    repairs.push({ kind: "dangling-reference", where, detail: "open object" });
  }
}

/**
 * A schema that is nothing but a reference back to itself, directly or by way of others (`A` is `B`, `B` is all of
 * `A`), has no shape at all. The reference that closes the circle becomes an open object. A schema whose member or item
 * is of its own kind is a tree and stays.
 */
export function repairReferenceCycles(document: RawDocument, repairs: Repair[]): void {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    const schema = document.schemas[name];
    if (!schema || done.has(name)) return;
    const inside = [...above, name];
    for (const part of wholeReferences(schema)) {
      const target = refName(part.$ref ?? "") ?? "";
      if (inside.includes(target)) {
        delete part.$ref;
        part.type = "object";
        repairs.push({ kind: "reference-cycle", where: name, detail: "open object" });
      } else visit(target, inside);
    }
    done.add(name);
  };
  for (const name of Object.keys(document.schemas).sort()) visit(name, []);
}

/** The references that a schema consists of, itself or as parts of a combination; members and items do not count. */
function wholeReferences(schema: RawSchema): RawSchema[] {
  if (schema.$ref !== undefined) return [schema];
  return COMBINERS.flatMap((combiner) => schema[combiner] ?? []).flatMap(wholeReferences);
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
