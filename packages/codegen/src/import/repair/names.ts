import type { Spellings } from "../../specs/overlays.js";
import { operationsOf, type RawDocument, renameReferences } from "../raw.js";
import type { Repair } from "./report.js";

/** Names that would hide a type of the language or the platform in generated code. */
const GLOBALS = new Set(
  (
    "Array Blob Boolean Buffer Date Error Event File FormData Function Headers Image Location Map Node Number " +
    "Object Omit Option Partial Pick Promise Proxy Range Record Request Response Set String Symbol Text " +
    "Envelope Grid Readonly Required Exclude Extract"
  ).split(" "),
);

/**
 * Gives every schema a name that is an identifier in code, differs from all others even on a disk that ignores
 * case, and hides no global type. The same original name gets the same new name in every document.
 */
export function repairSchemaNames(documents: readonly RawDocument[], repairs: Repair[]): void {
  const originals = [...new Set(documents.flatMap((document) => Object.keys(document.schemas)))].sort();
  const renamed = uniqueNames(originals);
  for (const document of documents) {
    document.schemas = Object.fromEntries(
      Object.entries(document.schemas).map(([name, schema]) => [renamed.get(name) ?? name, schema]),
    );
    renameReferences(document, (name) => renamed.get(name));
  }
  for (const [name, target] of renamed) {
    if (name !== target) repairs.push({ kind: "schema-name", where: target });
  }
}

/** Names that are identifiers already come first, so that they keep their names. */
function uniqueNames(originals: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  const renamed = new Map<string, string>();
  const ordered = [...originals.filter((name) => identifier(name) === name), ...originals];
  for (const original of ordered) {
    if (renamed.has(original)) continue;
    const base = identifier(original);
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}${count}`;
    taken.add(name.toLowerCase());
    renamed.set(original, name);
  }
  return renamed;
}

/** `OUI and description.` -> `OUIAndDescription`, `File` -> `FileSchema`. */
export function identifier(original: string): string {
  const words = original.split(/[^A-Za-z0-9_]+/).filter((word) => word !== "");
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const name = /^[A-Za-z]/.test(joined) ? joined : `Schema${joined}`;
  return GLOBALS.has(name) ? `${name}Schema` : name;
}

/**
 * Gives tags and schemas that a recovered document distorts (`Vo IPTemplate`) the names that controllers serve
 * (`VoIP (Template)`). Where a document has both names, they are two things and both stay.
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
  renameReferences(document, (name) => renamed.get(name));
  for (const name of renamed.keys()) repairs.push({ kind: "schema-spelling", where: name });
}
