import type { ValueRow } from "@omada-sdk/model";
import type { ValueTable } from "../../specs/overlays.js";
import type { RawSchema } from "../raw.js";
import type { Repair } from "../repair/report.js";

/**
 * Gives members whose document has no value table that of the reviewed overlay. A document that lists values itself
 * keeps them, and its labels, and gets those that it lacks; a member of another type than the values has become another
 * thing.
 */
export function addValueTables(
  schemas: ReadonlyMap<string, RawSchema>,
  overlay: Readonly<Record<string, ValueTable>>,
  repairs: Repair[],
): void {
  for (const [where, { values, bits }] of Object.entries(overlay)) {
    const [name = "", member = ""] = where.split(".");
    const property = schemas.get(name)?.properties?.[member];
    if (!property) continue;
    const target = property.type === "array" ? property.items : property;
    if (!target || target.enum) continue;
    const told = target["x-omada-values"];
    if (told) {
      if (nameValues(told, values)) repairs.push({ kind: "value-table", where });
      continue;
    }
    const numeric = values.every(({ value }) => typeof value === "number");
    if (target.type !== (numeric ? "integer" : "string")) {
      repairs.push({ kind: "overlay-missed", where, detail: "the member has another type" });
      continue;
    }
    target["x-omada-values"] = structuredClone(values);
    if (bits) target["x-omada-bits"] = true;
    repairs.push({ kind: "value-table", where });
  }
}

/** Gives rows without label the one that is known for their value; whether there was any. */
function nameValues(rows: ValueRow[], known: readonly ValueRow[]): boolean {
  const labels = new Map(known.map(({ value, label }) => [value, label]));
  const bare = rows.filter(({ value, label }) => label === undefined && labels.get(value) !== undefined);
  for (const row of bare) row.label = labels.get(row.value) as string;
  return bare.length > 0;
}
