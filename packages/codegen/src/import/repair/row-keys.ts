import { resolveSchema } from "../../model/refs.js";
import type { Schema } from "../../model/types.js";
import { ImportError } from "../errors.js";
import type { Overlay } from "../overlay.js";
import type { RawSchema } from "../raw.js";
import type { RepairedOperation } from "./index.js";
import { answerSchema } from "./notes.js";
import type { Repair } from "./report.js";

/**
 * Marks the members of rows that a reviewed overlay knows to be always there, such as the `siteId` by which every
 * other operation addresses a site. The documents mark next to nothing in answers as required.
 * @throws ImportError when an operation or member is gone, or when the document says so itself by now
 */
export function markRowKeys(
  operations: readonly RepairedOperation[],
  schemas: ReadonlyMap<string, RawSchema>,
  overlay: Overlay | undefined,
  repairs: Repair[],
): void {
  const marked = new Map<RawSchema, Set<string>>();
  for (const [key, { fields }] of Object.entries(overlay?.rowKeys ?? {})) {
    const entry = operations.find(({ method, path }) => `${method} ${path}` === key);
    const row = entry && rowOf(answerSchema(entry.operation), schemas);
    for (const field of fields) {
      if (!row || !Object.hasOwn(row.properties ?? {}, field)) {
        throw new ImportError(
          `the overlay of this snapshot marks ${field} in the rows of ${key}, which it is not in`,
        );
      }
      const place = `${key} ${field}`;
      const ours = marked.get(row) ?? new Set<string>();
      if (row.required?.includes(field) && !ours.has(field)) {
        throw new ImportError(
          `the overlay of this snapshot marks ${field} in the rows of ${key}; it is marked already`,
        );
      }
      marked.set(row, ours.add(field));
      row.required = [...new Set([...(row.required ?? []), field])].sort();
      repairs.push({ kind: "row-key", where: place });
    }
  }
}

function rowOf(
  answer: RawSchema | undefined,
  schemas: ReadonlyMap<string, RawSchema>,
): RawSchema | undefined {
  const resolve = (schema: RawSchema | undefined): RawSchema =>
    resolveSchema(schemas as ReadonlyMap<string, Schema>, schema as Schema | undefined) as RawSchema;
  const result = resolve(resolve(answer).properties?.result);
  const items = result.items ?? result.properties?.data?.items;
  return items && resolve(items);
}
