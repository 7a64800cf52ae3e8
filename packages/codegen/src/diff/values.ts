import type { Schema } from "../model/types.js";
import type { Difference, Direction } from "./finding.js";
import { explainedByLoss, type Lost } from "./lost.js";

/** Compares what values a field may have: its `enum`, or else the value table mined from its text. */
export function diffValues(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  const left = valuesOf(before);
  const right = valuesOf(after);
  if (!left && !right) return [];
  if (!left || !right || left.keyword !== right.keyword)
    return introducedOrDropped(before, after, direction, lost);
  const gone = left.values.filter((value) => !right.values.includes(value));
  const fresh = right.values.filter((value) => !left.values.includes(value));
  const differences: Difference[] = [];
  if (gone.length > 0) differences.push({ rule: `${direction}-value-removed`, before: gone.join(", ") });
  if (fresh.length > 0) differences.push({ rule: `${direction}-value-added`, after: fresh.join(", ") });
  return [...differences, ...relabelled(before, after, direction)];
}

function introducedOrDropped(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  const loss =
    explainedByLoss("enum", before.enum, after.enum, lost, before.enum ? before : after) ??
    explainedByLoss("x-omada-values", before["x-omada-values"], after["x-omada-values"], lost);
  if (loss !== undefined) return [{ lost: loss }];
  const left = valuesOf(before)?.values;
  const right = valuesOf(after)?.values;
  // A table that became an enum, or the other way round, with the same values is no change.
  if (left && right) return diffValues({ enum: left as never }, { enum: right as never }, direction, lost);
  const isNamed = before["x-omada-values"]?.some(({ label }) => label !== undefined);
  if (left)
    return [{ rule: `${direction}-${isNamed ? "constants" : "values"}-dropped`, before: left.join(", ") }];
  return right ? [{ rule: `${direction}-values-introduced`, after: right.join(", ") }] : [];
}

function valuesOf(schema: Schema): { keyword: string; values: string[] } | undefined {
  if (schema.enum) return { keyword: "enum", values: schema.enum.map(String) };
  const table = schema["x-omada-values"];
  return table ? { keyword: "x-omada-values", values: table.map(({ value }) => String(value)) } : undefined;
}

function relabelled(before: Schema, after: Schema, direction: Direction): Difference[] {
  const labels = new Map((after["x-omada-values"] ?? []).map(({ value, label }) => [String(value), label]));
  const changed = (before["x-omada-values"] ?? []).filter(({ value, label }) => {
    const now = labels.get(String(value));
    return label !== undefined && now !== undefined && sameWords(label) !== sameWords(now);
  });
  if (changed.length === 0) return [];
  const show = (label: (value: number | string) => string | undefined): string =>
    changed.map(({ value }) => `${value}: ${label(value)}`).join(", ");
  const old = new Map(changed.map(({ value, label }) => [value, label]));
  return [
    {
      rule: `${direction}-value-relabelled`,
      before: show((value) => old.get(value)),
      after: show((value) => labels.get(String(value))),
    },
  ];
}

/** Labels are the same if they differ in spelling only, or in a note that the value is deprecated. */
function sameWords(label: string): string {
  return label
    .toLowerCase()
    .replace(/\(?deprecated\)?/g, "")
    .replace(/[^a-z0-9.+<>=-]/g, "");
}
