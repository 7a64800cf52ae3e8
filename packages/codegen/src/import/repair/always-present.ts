import { operationKey, reachableSchemas, resolveSchema } from "@omada-sdk/model";
import type { AlwaysPresent } from "../../specs/overlays.js";
import { answerSchema, type RawSchema } from "../raw.js";
import type { Repair, RepairedOperation } from "./report.js";

type Schemas = ReadonlyMap<string, RawSchema>;

/**
 * Marks the members that the reviewed overlay lists as always present, such as the `siteId` by which other operations
 * address a site, as required. Documents mark almost no member of answers. Recorded and left out are members that the
 * document does not have, and schemas that bodies use, too: a mark would demand the member of callers.
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
    const whole = resultSchema(answerSchema(entry.operation), schemas);
    const targets: [RawSchema | undefined, string[], string][] = [
      [rowSchema(whole, schemas), fields, "[]"],
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

function resultSchema(answer: RawSchema | undefined, schemas: Schemas): RawSchema {
  const target = resolveSchema(schemas, answer);
  return Object.hasOwn(target.properties ?? {}, "errorCode")
    ? resolveSchema(schemas, target.properties?.result)
    : target;
}

function rowSchema(result: RawSchema, schemas: Schemas): RawSchema | undefined {
  const items = result.items ?? resolveSchema(schemas, result.properties?.data).items;
  return items && resolveSchema(schemas, items);
}
