import { refName, refTo } from "../../model/refs.js";
import type { Spellings } from "../overlays.js";
import { operationsOf, type RawDocument, walkDocument } from "../raw.js";
import type { Repair } from "./report.js";

/**
 * Gives tags and schemas that a recovered document distorts (`Vo IPTemplate`) the names that controllers serve
 * (`VoIP (Template)`). A name that the document itself has beside the distorted one is another thing: both stay.
 */
export function repairSpellings(
  document: RawDocument,
  { tags, schemas }: Spellings,
  repairs: Repair[],
): void {
  const served = new Set(operationsOf(document).map(({ operation }) => operation.tags?.[0] ?? ""));
  for (const { method, path, operation } of operationsOf(document)) {
    const tag = operation.tags?.[0] ?? "";
    const real = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
    if (real === undefined || served.has(real)) continue;
    operation.tags = [real, ...(operation.tags ?? []).slice(1)];
    repairs.push({ kind: "tag-spelling", where: `${method} ${path}`, detail: real });
  }
  const renamed = new Map(
    Object.entries(schemas).filter(
      ([name, real]) => Object.hasOwn(document.schemas, name) && !Object.hasOwn(document.schemas, real),
    ),
  );
  if (renamed.size === 0) return;
  document.schemas = Object.fromEntries(
    Object.entries(document.schemas).map(([name, schema]) => [renamed.get(name) ?? name, schema]),
  );
  walkDocument(document, (schema) => {
    const real = schema.$ref === undefined ? undefined : renamed.get(refName(schema.$ref) ?? "");
    if (real !== undefined) schema.$ref = refTo(real);
  });
  for (const name of renamed.keys()) repairs.push({ kind: "schema-spelling", where: name });
}
