import type { Schema } from "@omada-sdk/model";
import { explainedByLoss, type Lost } from "../specs/lost.js";
import type { Difference, Direction } from "./finding.js";
import { diffLabels, namesOf } from "./labels.js";

/** Compares what values a field may have: its `enum`, or else the value table mined from its text. */
export function diffValues(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  const left = valuesOf(before);
  const right = valuesOf(after);
  if (!left && !right) return [];
  if (!left || !right || left.keyword !== right.keyword) {
    const loss = lossOfValues(before, after, lost);
    if (loss !== undefined) return [{ lost: loss }];
  }
  if (left && right) {
    const gone = left.values.filter((value) => !right.values.includes(value));
    const fresh = right.values.filter((value) => !left.values.includes(value));
    const common = left.values.filter((value) => right.values.includes(value));
    const differences: Difference[] = [];
    differences.push(...goneValues(gone, before, direction));
    if (fresh.length > 0) differences.push({ rule: `${direction}-value-added`, after: fresh.join(", ") });
    return [...differences, ...diffLabels(before, after, common, direction, lost)];
  }
  if (right) return [{ rule: `${direction}-values-introduced`, after: right.values.join(", ") }];
  const isNamed = before["x-omada-values"]?.some(({ label }) => label !== undefined);
  const rule = `${direction}-${isNamed ? "constants" : "values"}-dropped` as const;
  return [{ rule, before: left?.values.join(", ") }];
}

/** A value that is no longer sent breaks those who import its constant; what is no longer taken, breaks every sender. */
function goneValues(gone: readonly string[], before: Schema, direction: Direction): Difference[] {
  if (direction === "request")
    return gone.length > 0 ? [{ rule: "request-value-removed", before: gone.join(", ") }] : [];
  const named = namesOf(before);
  const hasName = (value: string): boolean => named.has(value);
  const changesOf = (rule: "response-value-removed" | "response-unnamed-value-removed", values: string[]) =>
    values.length > 0 ? [{ rule, before: values.join(", ") }] : [];
  return [
    ...changesOf("response-value-removed", gone.filter(hasName)),
    ...changesOf(
      "response-unnamed-value-removed",
      gone.filter((value) => !hasName(value)),
    ),
  ];
}

function lossOfValues(before: Schema, after: Schema, lost: Lost): string | undefined {
  return (
    explainedByLoss("enum", before.enum, after.enum, lost, before.enum ? before : after) ??
    explainedByLoss("x-omada-values", before["x-omada-values"], after["x-omada-values"], lost)
  );
}

function valuesOf(schema: Schema): { keyword: string; values: string[] } | undefined {
  if (schema.enum) return { keyword: "enum", values: schema.enum.map(String) };
  const table = schema["x-omada-values"];
  return table ? { keyword: "x-omada-values", values: table.map(({ value }) => String(value)) } : undefined;
}
