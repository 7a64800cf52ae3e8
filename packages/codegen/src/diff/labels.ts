import type { Schema } from "@omada-sdk/model";
import { explainedByLoss, type Lost } from "../specs/lost.js";
import type { Change, Difference, Direction } from "./finding.js";

interface Row {
  value: string;
  was?: string | undefined;
  is?: string | undefined;
}

/** Compares the labels of the values that both snapshots list: named constants and meanings depend on them. */
export function diffLabels(
  before: Schema,
  after: Schema,
  common: readonly string[],
  direction: Direction,
  lost: Lost,
): Difference[] {
  const old = namesOf(before);
  const now = namesOf(after);
  if (old.size === 0 && now.size === 0) return [];
  const loss = explainedByLoss("x-omada-values", before["x-omada-values"], after["x-omada-values"], lost);
  if (loss !== undefined) return [{ lost: loss }];
  const rows = common.map((value): Row => ({ value, was: old.get(value), is: now.get(value) }));
  const fresh = rows.filter(({ was, is }) => was === undefined && is !== undefined);
  const gone = rows.filter(({ was, is }) => was !== undefined && is === undefined);
  const changed = rows.filter(
    ({ was, is }) => was !== undefined && is !== undefined && !isSameLabel(was, is),
  );
  const meant = new Set([...old.values()].map(sameWords));
  const moved = changed.filter(({ is = "" }) => meant.has(sameWords(is)));
  return [
    ...changesOf(`${direction}-value-meaning-changed`, moved),
    ...changesOf(
      `${direction}-value-relabelled`,
      changed.filter((row) => !moved.includes(row)),
    ),
    ...changesOf(`${direction}-value-label-removed`, gone),
    ...changesOf(`${direction}-value-label-added`, fresh),
  ];
}

function changesOf(rule: Change["rule"], rows: readonly Row[]): Change[] {
  if (rows.length === 0) return [];
  const list = (side: "was" | "is"): string =>
    rows.map((row) => `${row.value}: ${row[side] ?? "no label"}`).join(", ");
  return [{ rule, before: list("was"), after: list("is") }];
}

/** What values are called, of those that have a name: their label, or the text itself in a table with labels. */
export function namesOf(schema: Schema): Map<string, string> {
  const rows = schema["x-omada-values"] ?? [];
  if (rows.every(({ label }) => label === undefined)) return new Map();
  return new Map(
    rows.flatMap(({ value, label = typeof value === "string" ? value : undefined }) =>
      label === undefined ? [] : [[String(value), label] as const],
    ),
  );
}

/** Whether two labels say the same. */
export function isSameLabel(a: string, b: string): boolean {
  return sameWords(a) === sameWords(b);
}

/** Labels are the same if they differ in spelling only, or in a note that the value is deprecated. */
function sameWords(label: string): string {
  return label
    .toLowerCase()
    .replace(/\(?deprecated\)?/g, "")
    .replace(/[^a-z0-9.+<>=-]/g, "");
}
