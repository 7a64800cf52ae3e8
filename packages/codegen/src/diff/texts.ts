import type { Schema } from "@omada-sdk/model";
import { explainedByLoss, type Lost } from "../specs/lost.js";
import type { Difference, Direction } from "./finding.js";
import type { RuleId } from "./rules.js";

type Keyword =
  | "format"
  | "pattern"
  | "uniqueItems"
  | "deprecated"
  | "writeOnly"
  | "readOnly"
  | "x-omada-format"
  | "x-omada-unit"
  | "x-omada-conditions";

/** Which rule a keyword falls under: when both sides have it, when it is new, when it is gone. */
const KEYWORDS: Record<Keyword, (direction: Direction) => [both: RuleId, set: RuleId, unset: RuleId]> = {
  format: (d) => [`${d}-format-changed`, `${d}-format-documented`, `${d}-format-documented`],
  "x-omada-format": (d) => [`${d}-format-changed`, `${d}-format-documented`, `${d}-format-documented`],
  pattern: (d) => [`${d}-pattern-changed`, `${d}-pattern-added`, `${d}-pattern-removed`],
  uniqueItems: (d) => [`${d}-uniqueness-changed`, `${d}-uniqueness-changed`, `${d}-uniqueness-changed`],
  deprecated: (d) => [`${d}-deprecation-changed`, `${d}-deprecation-changed`, `${d}-deprecation-changed`],
  writeOnly: (d) => [`${d}-write-only-changed`, `${d}-write-only-changed`, `${d}-write-only-changed`],
  readOnly: (d) => [`${d}-read-only-changed`, `${d}-read-only-changed`, `${d}-read-only-changed`],
  "x-omada-unit": (d) => [`${d}-unit-changed`, `${d}-unit-documented`, `${d}-unit-documented`],
  "x-omada-conditions": (d) => [`${d}-condition-changed`, `${d}-condition-changed`, `${d}-condition-changed`],
};

const NAMES = Object.keys(KEYWORDS) as Keyword[];

/** Compares the keywords that have one value: format, pattern, unit, default and the like. */
export function diffTexts(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  return [
    ...diffKeywords(before, after, direction, lost),
    ...diffNullable(before, after, direction, lost),
    ...diffDefault(before, after, direction, lost),
  ];
}

function diffNullable(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  const left = before.nullable || undefined;
  const right = after.nullable || undefined;
  if (left === right) return [];
  const loss = explainedByLoss("nullable", left, right, lost);
  return [loss === undefined ? { rule: `${direction}-nullable-${right ? "set" : "unset"}` } : { lost: loss }];
}

/** The keyword of the schema or else what its text says. */
function diffDefault(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  const left = defaultOf(before);
  const right = defaultOf(after);
  if (left?.value === right?.value) return [];
  const loss = explainedByLoss((left ?? right)?.keyword ?? "", left, right, lost);
  if (loss !== undefined) return [{ lost: loss }];
  return [{ rule: `${direction}-default-changed`, before: left?.value, after: right?.value }];
}

function defaultOf(schema: Schema): { keyword: string; value: string } | undefined {
  const { default: keyword, "x-omada-default": stated } = schema;
  if (keyword !== undefined) {
    return { keyword: "default", value: typeof keyword === "string" ? keyword : JSON.stringify(keyword) };
  }
  return stated === undefined ? undefined : { keyword: "x-omada-default", value: stated };
}

function diffKeywords(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  return NAMES.flatMap((keyword): Difference[] => {
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
