import { operationKey, reachableNames } from "@omada-sdk/model";
import { ImportError } from "../files/input-error.js";
import { operationsOf, type RawDocument, type RawOperation, type RawSchema, schemasIn } from "./raw.js";

/**
 * Joins the documents of a controller: the group documents win; a document of all groups and the default document add
 * the operations that those before them do not have. Operations that only the default document has are callable but
 * stand on none of the controller's document pages: they are marked as unlisted.
 * @param documents group documents and at most one document of all groups
 * @param standard the default document, if it was pulled, too
 */
export function joinDocuments(
  documents: readonly RawDocument[],
  standard: RawDocument | undefined,
): RawDocument[] {
  const groups = documents.filter(({ group }) => group !== undefined);
  const all = documents.filter(({ group }) => group === undefined);
  const joined = [...groups];
  for (const document of all) joined.push(...restOf(document, joined));
  if (standard && joined.length === 0) return [standard];
  if (standard) {
    refuseOther(standard, joined);
    joined.push(...restOf({ ...standard, unlisted: true }, joined));
  }
  return joined;
}

/**
 * The document with only the operations that the others do not have and the schemas that these reach; empty without
 * any.
 */
function restOf(document: RawDocument, others: readonly RawDocument[]): RawDocument[] {
  if (others.length === 0) return [document];
  const covered = keysOf(others);
  const paths: RawDocument["paths"] = {};
  for (const [path, item] of Object.entries(document.paths)) {
    const fresh = Object.entries(item).filter(
      ([method]) => !covered.has(keyWithSlash(method.toUpperCase(), path)),
    );
    if (fresh.length > 0) paths[path] = Object.fromEntries(fresh) as Record<string, RawOperation>;
  }
  if (Object.keys(paths).length === 0) return [];
  return [{ ...document, paths, schemas: reached({ ...document, paths }) }];
}

/** Refuses a default document that has less than half of the operations of the groups: it is of another controller. */
function refuseOther(standard: RawDocument, others: readonly RawDocument[]): void {
  const own = keysOf([standard]);
  const listed = [...keysOf(others)];
  const shared = listed.filter((key) => own.has(key)).length;
  if (shared >= listed.length / 2) return;
  throw new ImportError(
    `the default document ${standard.file} has ${shared} of the ${listed.length} operations of the other documents, ` +
      "so it is not of the same controller; take the one that was pulled with them, or none",
  );
}

function keysOf(documents: readonly RawDocument[]): Set<string> {
  return new Set(documents.flatMap(operationsOf).map(({ method, path }) => keyWithSlash(method, path)));
}

/** The key of an operation; some documents leave out the slash at the start of a path. */
function keyWithSlash(method: string, path: string): string {
  return operationKey(method, path.startsWith("/") ? path : `/${path}`);
}

/** The schemas that the operations of a document reach. */
function reached(document: RawDocument): Record<string, RawSchema> {
  const starts = operationsOf(document).flatMap(({ operation }) => schemasIn(operation));
  const names = reachableNames(
    starts.map(([schema]) => schema),
    new Map(Object.entries(document.schemas)),
  );
  return Object.fromEntries(Object.entries(document.schemas).filter(([name]) => names.has(name)));
}
