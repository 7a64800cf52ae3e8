import type { Schema } from "@omada-sdk/model";
import { type Lost, lossOf } from "../specs/lost.js";
import type { Difference, Direction } from "./finding.js";

interface Measure {
  name: "range" | "length";
  fact: "x-omada-range" | "x-omada-length";
  low: "minimum" | "minLength" | "minItems";
  high: "maximum" | "maxLength" | "maxItems";
}

const RANGE: Measure = { name: "range", fact: "x-omada-range", low: "minimum", high: "maximum" };
const LENGTH: Measure = { name: "length", fact: "x-omada-length", low: "minLength", high: "maxLength" };
const ITEMS: Measure = { name: "length", fact: "x-omada-length", low: "minItems", high: "maxItems" };

/** Compares ranges of numbers, lengths of texts and numbers of items. */
export function diffBounds(before: Schema, after: Schema, direction: Direction, lost: Lost): Difference[] {
  return [RANGE, before.type === "array" ? ITEMS : LENGTH].flatMap((measure) =>
    diffMeasure(measure, before, after, direction, lost),
  );
}

interface End {
  value: number;
  keyword: string;
}

function diffMeasure(
  measure: Measure,
  before: Schema,
  after: Schema,
  direction: Direction,
  lost: Lost,
): Difference[] {
  const outcomes = ([0, 1] as const).map((end) =>
    diffBound(endOf(before, measure, end), endOf(after, measure, end), end === 0 ? 1 : -1, lost),
  );
  const found = outcomes.filter((outcome) => outcome !== undefined);
  const loss = found.find((outcome) => typeof outcome === "object");
  const word = (["narrowed", "introduced", "widened"] as const).find((each) => found.includes(each));
  if (word === undefined) return loss ? [loss] : [];
  return [
    {
      rule: `${direction}-${measure.name}-${word}`,
      before: describe(before, measure),
      after: describe(after, measure),
    },
  ];
}

function diffBound(
  before: End | undefined,
  after: End | undefined,
  inward: 1 | -1,
  lost: Lost,
): "narrowed" | "widened" | "introduced" | { lost: string } | undefined {
  if (before && after) {
    if (before.value === after.value) return undefined;
    const gone =
      before.keyword === after.keyword
        ? undefined
        : (lossOf(before.keyword, "after", lost) ?? lossOf(after.keyword, "before", lost));
    if (gone !== undefined) return { lost: gone };
    return (after.value - before.value) * inward > 0 ? "narrowed" : "widened";
  }
  const present = before ?? after;
  if (!present) return undefined;
  const loss = lossOf(present.keyword, before ? "after" : "before", lost);
  if (loss !== undefined) return { lost: loss };
  return before ? "widened" : "introduced";
}

/** Where text and keyword state a bound, the narrower one: the other is often the type's own limit. */
function endOf(schema: Schema, measure: Measure, end: 0 | 1): End | undefined {
  const keyword = end === 0 ? measure.low : measure.high;
  const declared = schema[keyword];
  const stated = schema[measure.fact]?.[end];
  const isStated =
    stated !== undefined && (declared === undefined || (end === 0 ? stated >= declared : stated <= declared));
  if (isStated) return { value: stated, keyword: measure.fact };
  return declared === undefined ? undefined : { value: declared, keyword };
}

function describe(schema: Schema, measure: Measure): string | undefined {
  const low = endOf(schema, measure, 0)?.value;
  const high = endOf(schema, measure, 1)?.value;
  return low === undefined && high === undefined ? undefined : `${low ?? ""}..${high ?? ""}`;
}
