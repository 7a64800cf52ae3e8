import type { ValueRow } from "@omada-sdk/model";
import type { ValueTable } from "../../specs/overlays.js";
import type { RawSchema } from "../raw.js";
import type { Repair } from "../repair/report.js";

/**
 * Gives members without a value table that of the reviewed overlay. Where the document lists values, they stay and only
 * get the labels that are missing. A member whose type does not fit the values is recorded and left out.
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
    const listed = target["x-omada-values"];
    if (listed) {
      if (nameValues(listed, values)) repairs.push({ kind: "value-table", where });
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

/** Gives rows without label the one of the same value in the overlay. @returns whether there was any */
function nameValues(rows: ValueRow[], known: readonly ValueRow[]): boolean {
  const labels = new Map(known.map(({ value, label }) => [value, label]));
  const bare = rows.filter(({ value, label }) => label === undefined && labels.get(value) !== undefined);
  for (const row of bare) row.label = labels.get(row.value) as string;
  return bare.length > 0;
}
