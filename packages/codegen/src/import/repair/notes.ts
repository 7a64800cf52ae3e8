import { resolveSchema } from "../../model/refs.js";
import type { Schema } from "../../model/types.js";
import { mainMedia, type RawOperation, type RawSchema, takesAnything } from "../raw.js";
import type { RepairedOperation } from "./index.js";
import type { Repair } from "./report.js";

/** Records what needs no change in the document but must not be forgotten by those who generate from it. */
export function noteOperations(
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

/** The schema of the answer with status 200, else of the first by status. */
export function answerSchema(operation: RawOperation): RawSchema | undefined {
  const { responses = {} } = operation;
  const first = Object.keys(responses).sort()[0] ?? "";
  return mainMedia((responses["200"] ?? responses[first])?.content)?.[1].schema;
}

/** True when the answer is declared inside the `{errorCode,msg,result}` that controllers send. */
export function hasEnvelope(answer: RawSchema, schemas: ReadonlyMap<string, RawSchema>): boolean {
  const target = resolveSchema(schemas as ReadonlyMap<string, Schema>, answer as Schema);
  return Object.hasOwn(target.properties ?? {}, "errorCode");
}

function isFreeResult(answer: RawSchema, schemas: ReadonlyMap<string, RawSchema>): boolean {
  const lookup = schemas as ReadonlyMap<string, Schema>;
  const result = resolveSchema(lookup, answer as Schema).properties?.result;
  if (!result) return false;
  const target = resolveSchema(lookup, result);
  const rest = target.additionalProperties as RawSchema["additionalProperties"];
  const tellsNothing = !target.properties && (!rest || takesAnything(rest));
  return (target.type ?? "object") === "object" && tellsNothing;
}
