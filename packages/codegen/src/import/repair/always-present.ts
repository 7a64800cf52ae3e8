import { operationKey } from "../../model/operation-key.js";
import { refName, resolveSchema } from "../../model/refs.js";
import type { Schema } from "../../model/types.js";
import type { AlwaysPresent } from "../overlays.js";
import { type RawSchema, walkSchema } from "../raw.js";
import type { RepairedOperation } from "./index.js";
import { answerSchema } from "./notes.js";
import type { Repair } from "./report.js";

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
  const sent = sentSchemas(operations, schemas);
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
  const target = resolve(answer, schemas);
  return Object.hasOwn(target.properties ?? {}, "errorCode")
    ? resolve(target.properties?.result, schemas)
    : target;
}

function rowOf(result: RawSchema, schemas: Schemas): RawSchema | undefined {
  const items = result.items ?? resolve(result.properties?.data, schemas).items;
  return items && resolve(items, schemas);
}

function resolve(schema: RawSchema | undefined, schemas: Schemas): RawSchema {
  return resolveSchema(schemas as ReadonlyMap<string, Schema>, schema as Schema | undefined) as RawSchema;
}

/** Every schema that some body reaches. */
function sentSchemas(operations: readonly RepairedOperation[], schemas: Schemas): Set<RawSchema> {
  const sent = new Set<RawSchema>();
  const visit = (schema: RawSchema): void => {
    if (sent.has(schema)) return;
    sent.add(schema);
    walkSchema(schema, "", (part) => {
      sent.add(part);
      const target = part.$ref === undefined ? undefined : schemas.get(refName(part.$ref) ?? "");
      if (target) visit(target);
    });
  };
  for (const { operation } of operations) {
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) if (schema) visit(schema);
  }
  return sent;
}
