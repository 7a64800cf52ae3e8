import { byPathAndMethod, operationKey, resolveSchema } from "@omada-sdk/model";
import { ImportError } from "../../files/input-error.js";
import { NO_OVERLAYS, type Overlays } from "../../specs/overlays.js";
import {
  answerSchema,
  hasEnvelope,
  operationsOf,
  type RawDocument,
  type RawSchema,
  takesAnything,
  walkDocument,
} from "../raw.js";
import { markAlwaysPresent } from "./always-present.js";
import { repairBodyArguments, repairMediaTypes } from "./bodies.js";
import { repairBounds, repairListSize, repairPattern } from "./limits.js";
import { repairSchemaNames, repairSpellings } from "./names.js";
import { repairPathParameters, repairQueryObjects } from "./parameters.js";
import { repairDanglingReferences, repairReferenceCycles, repairSelfEnvelopes } from "./references.js";
import type { Repair, RepairedOperation } from "./report.js";
import { shareSchemas } from "./variants.js";

/** All documents of an import as one valid whole, texts still in place. */
export interface Repaired {
  operations: RepairedOperation[];
  schemas: Map<string, RawSchema>;
  repairs: Repair[];
}

/**
 * Repairs everything that is known to be broken in controllers' documents and records every repair.
 * The documents handed in stay as they are.
 * @param overlays reviewed corrections of what documents lost or leave out
 * @throws ImportError for what cannot be repaired, such as one operation described twice
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
    repairReferenceCycles(document, repairs);
    repairSelfEnvelopes(document, repairs);
  }
  repairSchemaNames(documents, repairs);
  for (const document of documents) {
    repairPathParameters(document, repairs);
    repairBodyArguments(document, repairs);
    repairQueryObjects(document, repairs);
    repairMediaTypes(document, repairs);
    for (const [schema, where] of walkDocument(document)) {
      repairListSize(schema, where, repairs);
      repairBounds(schema, where, repairs);
      repairPattern(schema, where, repairs);
    }
  }
  const schemas = shareSchemas(documents, repairs);
  const operations = documents
    .flatMap((document) =>
      operationsOf(document).map(({ method, path, operation }) => ({
        group: document.group,
        unlisted: document.unlisted ?? false,
        method,
        path,
        operation,
      })),
    )
    .sort(byPathAndMethod);
  refuseRepeated(operations);
  noteOperations(operations, schemas, repairs);
  markAlwaysPresent(operations, schemas, overlays.alwaysPresent, repairs);
  return { operations, schemas, repairs };
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

/** Records what stays as it is in the document but matters to generated code. */
function noteOperations(
  operations: readonly RepairedOperation[],
  schemas: ReadonlyMap<string, RawSchema>,
  repairs: Repair[],
): void {
  const ids = new Set<string>();
  for (const { method, path, operation } of operations) {
    const where = `${method} ${path}`;
    const id = operation.operationId ?? "";
    if (ids.has(id)) repairs.push({ kind: "operation-id", where, detail: "named by names.lock.json" });
    ids.add(id);
    if (method === "DELETE" && operation.requestBody) repairs.push({ kind: "delete-body", where });
    const answer = answerSchema(operation);
    if (!answer) continue;
    if (!hasEnvelope(answer, schemas)) repairs.push({ kind: "envelope", where });
    else if (isFreeResult(answer, schemas)) repairs.push({ kind: "free-result", where });
  }
}

function isFreeResult(answer: RawSchema, schemas: ReadonlyMap<string, RawSchema>): boolean {
  const result = resolveSchema(schemas, answer).properties?.result;
  if (!result) return false;
  const target = resolveSchema(schemas, result);
  const rest = target.additionalProperties;
  const isOpen = !target.properties && (!rest || takesAnything(rest));
  return (target.type ?? "object") === "object" && isOpen;
}
