import { isSameLabel, lossIn } from "@omada-sdk/codegen";
import type { Schema, ValueRow } from "@omada-sdk/model";
import { tableOf } from "../versions/values.js";
import { type Field, layersOf } from "./fields.js";

/** One value of a table, with the snapshots that list it. */
export interface SiteValue {
  value: string;
  label?: string;
  in: number;
  /** Labels with another meaning, with the snapshots that have them. */
  otherLabels: { label: string; in: number }[];
}

/** The values of a field in all snapshots. */
export interface ValueTable {
  /** In the order of the newest snapshot, then those that only older ones have. */
  rows: SiteValue[];
  /** The value is a sum of these. */
  isSum: boolean;
  /** Where the table of the newest snapshot that lists values stands on the page of all. */
  anchor: string;
  /** Snapshots that list values. */
  in: number;
  /** Snapshots that have lost theirs. */
  lost: number;
}

/** The table of the values of a field; undefined if no snapshot lists any. */
export function valuesOf({ places }: Field, losses: readonly ReadonlySet<string>[]): ValueTable | undefined {
  const table: ValueTable = { rows: [], isSum: false, anchor: "", in: 0, lost: 0 };
  for (const { at, node } of [...places].reverse()) {
    const schema = layersOf(node).at(-1)?.flat ?? {};
    const rows = rowsOf(schema);
    const bit = 1 << at;
    if (rows.length > 0) {
      table.in |= bit;
      table.anchor ||= tableOf(schema)?.anchor ?? "";
    } else if (isLost(schema, losses[at] ?? new Set())) table.lost |= bit;
    if (schema["x-omada-bits"]) table.isSum = true;
    for (const row of rows) addRow(table.rows, row, bit);
  }
  return table.rows.length > 0 ? table : undefined;
}

/** The values of a table, and those of `enum` that it does not explain. */
function rowsOf(schema: Schema): ValueRow[] {
  const rows = schema["x-omada-values"] ?? [];
  const explained = new Set(rows.map(({ value }) => String(value)));
  const others = (schema.enum ?? []).filter((value) => !explained.has(String(value)));
  return [...rows, ...others.map((value) => ({ value }))];
}

function isLost(schema: Schema, losses: ReadonlySet<string>): boolean {
  return ["x-omada-values", "enum"].some((keyword) => lossIn(keyword, losses, schema) !== undefined);
}

function addRow(rows: SiteValue[], { value, label }: ValueRow, bit: number): void {
  const same = rows.find((row) => row.value === String(value));
  if (!same) {
    rows.push({ value: String(value), ...(label === undefined ? {} : { label }), in: bit, otherLabels: [] });
    return;
  }
  same.in |= bit;
  if (label === undefined) return;
  same.label ??= label;
  if (isSameLabel(label, same.label)) return;
  const other = same.otherLabels.find((each) => isSameLabel(each.label, label));
  if (other) other.in |= bit;
  else same.otherLabels.push({ label, in: bit });
}
