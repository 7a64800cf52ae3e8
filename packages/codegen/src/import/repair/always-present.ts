import { operationKey, reachableSchemas, resolveSchema } from "@omada-sdk/model";
import type { AlwaysPresent } from "../../specs/overlays.js";
import { answerSchema, type RawSchema } from "../raw.js";
import type { Repair, RepairedOperation } from "./report.js";

type Schemas = ReadonlyMap<string, RawSchema>;

/**
 * Marks the members that the reviewed overlay knows to be always there, such as the `siteId` by which every other
 * operation addresses a site. The documents mark next to nothing in answers as required. What does not check out in
 * this document is recorded: a member that is gone, and a schema that bodies use, too, where a mark would demand the
 * member of them.
 */
export function markAlwaysPresent(
  operations: readonly RepairedOperation[],
  schemas: Schemas,
  overlay: Readonly<Record<string, AlwaysPresent>>,
  repairs: Repair[],
): void {
  const bodies = operations.flatMap(({ operation }) => Object.values(operation.requestBody?.content ?? {}));
  const sent = reachableSchemas(
    bodies.flatMap(({ schema }) => schema ?? []),
    schemas,
  );
  const byKey = new Map(operations.map((entry) => [operationKey(entry.method, entry.path), entry]));
  for (const [key, { fields = [], result = [] }] of Object.entries(overlay)) {
    const [method = "", path = ""] = key.split(" ");
    const entry = byKey.get(operationKey(method, path));
    if (!entry) continue;
    const whole = resultOf(answerSchema(entry.operation), schemas);
    const targets: [RawSchema | undefined, string[], string][] = [
      [rowOf(whole, schemas), fields, "[]"],
      [whole, result, ""],
    ];
    for (const [target, names, place] of targets) {
      for (const name of names) mark(target, name, `${entry.method} ${entry.path} ${place}${name}`);
    }
  }

  function mark(target: RawSchema | undefined, name: string, where: string): void {
    if (!target || !Object.hasOwn(target.properties ?? {}, name)) {
      repairs.push({ kind: "overlay-missed", where, detail: "the document has no such member" });
    } else if (sent.has(target)) {
      repairs.push({ kind: "overlay-missed", where, detail: "bodies use the same schema" });
    } else {
      target.required = [...new Set([...(target.required ?? []), name])].sort();
      repairs.push({ kind: "always-present", where });
    }
  }
}

function resultOf(answer: RawSchema | undefined, schemas: Schemas): RawSchema {
  const target = resolveSchema(schemas, answer);
  return Object.hasOwn(target.properties ?? {}, "errorCode")
    ? resolveSchema(schemas, target.properties?.result)
    : target;
}

function rowOf(result: RawSchema, schemas: Schemas): RawSchema | undefined {
  const items = result.items ?? resolveSchema(schemas, result.properties?.data).items;
  return items && resolveSchema(schemas, items);
}
