import type { Schema } from "../model/types.js";
import type { Difference, Direction } from "./finding.js";
import { explainedByLoss, type Lost } from "./lost.js";
import type { RuleId } from "./rules.js";

type Keyword =
  | "format"
  | "pattern"
  | "uniqueItems"
  | "deprecated"
  | "writeOnly"
  | "x-omada-format"
  | "x-omada-unit"
  | "x-omada-default"
  | "x-omada-conditions";

/** Which rule a keyword falls under: when both sides have it, when it is new, when it is gone. */
const KEYWORDS: Record<Keyword, (direction: Direction) => [both: RuleId, set: RuleId, unset: RuleId]> = {
  format: (d) => [`${d}-format-changed`, `${d}-format-documented`, `${d}-format-documented`],
  "x-omada-format": (d) => [`${d}-format-changed`, `${d}-format-documented`, `${d}-format-documented`],
  pattern: (d) => [`${d}-pattern-changed`, `${d}-pattern-added`, `${d}-pattern-removed`],
  uniqueItems: (d) => [`${d}-uniqueness-changed`, `${d}-uniqueness-changed`, `${d}-uniqueness-changed`],
  deprecated: (d) => [`${d}-deprecation-changed`, `${d}-deprecation-changed`, `${d}-deprecation-changed`],
  writeOnly: (d) => [`${d}-write-only-changed`, `${d}-write-only-changed`, `${d}-write-only-changed`],
  "x-omada-unit": (d) => [`${d}-unit-changed`, `${d}-unit-documented`, `${d}-unit-documented`],
  "x-omada-default": (d) => [`${d}-default-changed`, `${d}-default-changed`, `${d}-default-changed`],
  "x-omada-conditions": (d) => [`${d}-condition-changed`, `${d}-condition-changed`, `${d}-condition-changed`],
};

/** Compares the keywords that have one value: format, pattern, unit, default and the like. */
export function diffTexts(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  return (Object.keys(KEYWORDS) as Keyword[]).flatMap((keyword): Difference[] => {
    const left = wordOf(before[keyword]);
    const right = wordOf(after[keyword]);
    if (left === right) return [];
    const loss = explainedByLoss(keyword, left, right, lost);
    if (loss !== undefined) return [{ lost: loss }];
    const [both, set, unset] = KEYWORDS[keyword](direction);
    return [
      { rule: left === undefined ? set : right === undefined ? unset : both, before: left, after: right },
    ];
  });
}

function wordOf(value: Schema[Keyword]): string | undefined {
  if (value === undefined || value === false) return undefined;
  if (!Array.isArray(value)) return String(value);
  const words = value.map(({ kind, field, equals }) => `${kind} when ${field} = ${equals}`);
  return words.sort().join("; ");
}
