import type { Operation, Parameter } from "@omada-sdk/model";
import { explainedByLoss, FOLDED, isFolded, type Lost, lossOf } from "../specs/lost.js";
import type { FieldDiffer } from "./fields.js";
import { type Change, type Difference, isNotComparable } from "./finding.js";

/** Compares the parameters of one operation, by place and name. */
export function diffParameters(
  before: Operation,
  after: Operation,
  lost: Lost,
  diffFields: FieldDiffer,
): Difference[] {
  const left = byKey(before.parameters);
  const right = byKey(after.parameters);
  const gone = [...left].filter(([key]) => !right.has(key));
  const fresh = [...right].filter(([key]) => !left.has(key));
  return [
    ...[...left].flatMap(([key, parameter]) => {
      const other = right.get(key);
      return other ? diffParameter(key, parameter, other, lost, diffFields) : [];
    }),
    ...(isFolded(before, after, lost)
      ? [...gone, ...fresh].map(([path]): Difference => ({ lost: FOLDED, path }))
      : [...gone.map(([path]): Change => ({ rule: "parameter-removed", path })), ...fresh.map(added)]),
  ];
}

function added([path, { required }]: [string, Parameter]): Change {
  return { rule: required ? "parameter-added-required" : "parameter-added-optional", path };
}

function diffParameter(
  path: string,
  before: Parameter,
  after: Parameter,
  lost: Lost,
  diffFields: FieldDiffer,
): Difference[] {
  const differences: Difference[] = [];
  if (before.required !== after.required) {
    differences.push({ rule: `parameter-became-${after.required ? "required" : "optional"}`, path });
  }
  const isDeprecated = after.deprecated === true;
  if ((before.deprecated === true) !== isDeprecated) {
    const loss = lossOf("deprecated", isDeprecated ? "before" : "after", lost);
    if (loss === undefined)
      differences.push({ rule: `parameter-${isDeprecated ? "" : "un"}deprecated`, path });
    else differences.push({ lost: loss, path });
  }
  for (const what of ["search", "filter"] as const) {
    const keyword = `x-omada-${what}-fields` as const;
    const left = sorted(before[keyword]);
    const right = sorted(after[keyword]);
    const loss = explainedByLoss(keyword, left, right, lost);
    if (loss !== undefined) differences.push({ lost: loss, path });
    else if (left !== right)
      differences.push({ rule: `${what}-fields-changed`, path, before: left, after: right });
  }
  for (const each of diffFields(before.schema, after.schema, "request")) {
    const at = path + (each.path ?? "");
    if (!isNotComparable(each) && each.rule === "request-type-changed" && each.path === undefined)
      differences.push({ ...each, rule: "parameter-type-changed", path: at });
    else differences.push({ ...each, path: at });
  }
  return differences;
}

function sorted(list: readonly string[] | undefined): string | undefined {
  return list && [...list].sort().join(", ");
}

/** By place and name. */
function byKey(parameters: readonly Parameter[]): Map<string, Parameter> {
  return new Map(parameters.map((parameter) => [`${parameter.in}.${parameter.name}`, parameter]));
}
