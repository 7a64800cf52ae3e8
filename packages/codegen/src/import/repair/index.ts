import { operationKey } from "../../model/operation-key.js";
import { ImportError } from "../errors.js";
import { NO_OVERLAYS, type Overlays } from "../overlays.js";
import { operationsOf, type RawDocument, type RawOperation, type RawSchema, walkDocument } from "../raw.js";
import { markAlwaysPresent } from "./always-present.js";
import { repairBounds, repairPattern } from "./bounds.js";
import { repairMediaTypes } from "./media-types.js";
import { noteOperations } from "./notes.js";
import { repairPathParameters, repairQueryObjects } from "./parameters.js";
import { repairDanglingReferences, repairSelfEnvelopes } from "./references.js";
import type { Repair } from "./report.js";
import { repairSchemaNames } from "./schema-names.js";
import { repairSpellings } from "./spellings.js";
import { shareSchemas } from "./variants.js";

/** One operation of the repaired documents, still with its texts. */
export interface RepairedOperation {
  group: string | undefined;
  /** Only the controller's default document has it. */
  unlisted: boolean;
  method: string;
  path: string;
  operation: RawOperation;
}

/** All documents of an import as one valid whole, texts still in place. */
export interface Repaired {
  operations: RepairedOperation[];
  schemas: Map<string, RawSchema>;
  repairs: Repair[];
}

/**
 * Mends everything that is known to be broken in controllers' documents and records every repair.
 * The documents handed in stay as they are.
 * @param overlays reviewed corrections of what documents lost or leave out
 * @throws ImportError for what cannot be mended, such as one operation described twice
 */
export function repair(input: readonly RawDocument[], overlays: Overlays = NO_OVERLAYS): Repaired {
  const documents = structuredClone(input) as RawDocument[];
  const repairs: Repair[] = [];
  for (const document of documents) {
    repairSlashes(document, repairs);
    repairSpellings(document, overlays.spellings, repairs);
  }
  for (const document of documents) {
    repairDanglingReferences(document, repairs);
    repairSelfEnvelopes(document, repairs);
  }
  repairSchemaNames(documents, repairs);
  for (const document of documents) {
    repairPathParameters(document, repairs);
    repairQueryObjects(document, repairs);
    repairMediaTypes(document, repairs);
    walkDocument(document, (schema, where) => {
      repairBounds(schema, where, repairs);
      repairPattern(schema, where, repairs);
    });
  }
  const schemas = shareSchemas(documents, repairs);
  const operations = documents.flatMap((document) =>
    operationsOf(document).map(({ method, path, operation }) => ({
      group: document.group,
      unlisted: document.unlisted ?? false,
      method,
      path,
      operation,
    })),
  );
  refuseRepeated(operations);
  noteOperations(operations, schemas, repairs);
  markAlwaysPresent(operations, schemas, overlays.alwaysPresent, repairs);
  return { operations: operations.sort(byPathAndMethod), schemas, repairs };
}

function repairSlashes(document: RawDocument, repairs: Repair[]): void {
  document.paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => {
      if (path.startsWith("/")) return [path, item];
      if (document.paths[`/${path}`]) {
        throw new ImportError(`${document.file}: path "${path}" is there with and without a leading slash`);
      }
      repairs.push({ kind: "path-slash", where: `/${path}` });
      return [`/${path}`, item];
    }),
  );
}

function refuseRepeated(operations: readonly RepairedOperation[]): void {
  const seen = new Map<string, string>();
  for (const { method, path } of operations) {
    const key = operationKey(method, path);
    const twin = seen.get(key);
    if (twin === `${method} ${path}`)
      throw new ImportError(`${twin} is described by two group documents; remove one of them`);
    if (twin !== undefined)
      throw new ImportError(
        `${method} ${path} and ${twin} differ by the names of their parameters only; remove one of them`,
      );
    seen.set(key, `${method} ${path}`);
  }
}

export function byPathAndMethod(
  a: { path: string; method: string },
  b: { path: string; method: string },
): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.method < b.method ? -1 : a.method > b.method ? 1 : 0;
}
