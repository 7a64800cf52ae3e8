import { tagWeight } from "../specs/tag-weights.js";
import type { Finding } from "./finding.js";
import type { RuleId } from "./rules.js";

/** Changes that stop a call altogether count more than a field of it. */
const RULE_WEIGHTS: Partial<Record<RuleId, number>> = {
  "operation-removed": 10,
  "operation-not-offered": 10,
  "operation-refused": 20,
  "operation-superseded": 4,
  "operation-deprecated": 3,
  "response-page-added": 3,
  "response-page-removed": 3,
  "response-array-changed": 3,
  "paging-changed": 3,
  "authorization-code-only-set": 3,
  "request-property-added-required": 2,
  "parameter-added-required": 2,
  "permissions-changed": 0.5,
  // These concern programs that import types or named constants.
  "request-value-relabelled": 0.2,
  "response-value-relabelled": 0.2,
  "request-value-label-removed": 0.2,
  "response-value-label-removed": 0.2,
  "request-constants-dropped": 0.2,
  "response-constants-dropped": 0.2,
  "response-value-removed": 0.2,
  "constant-removed": 0.2,
  "constant-moved": 0.2,
  "type-name-removed": 0.2,
  "type-name-moved": 0.2,
};

/** Weight of one change: that of its tag and group, times what the rule does to a call. */
export function weightOf({ rule, ...operation }: Pick<Finding, "tag" | "group" | "rule">): number {
  return tagWeight(operation) * (RULE_WEIGHTS[rule] ?? 1);
}
