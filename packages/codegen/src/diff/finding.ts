import type { RuleId, Severity } from "./rules.js";

/** One change of one operation between two snapshots. */
export interface Finding {
  rule: RuleId;
  severity: Severity;
  /** METHOD and path, as the snapshot that has it writes them (the older one if both do). */
  operation: string;
  /** Stable method name, `tag.method`. */
  name: string;
  group: string;
  tag: string;
  /** Where in the operation: `result.data[].name`, `body.radioSetting2g.channelWidth`, `query.filters.tag`. */
  path?: string;
  before?: string;
  after?: string;
  /** METHOD and path of the operation to use instead. */
  successor?: string;
  /** METHOD and path of the operation that an added one takes the place of: the link of `successor` the other way. */
  predecessor?: string;
  /** Name of the schema the field belongs to; only for grouping, schemas are not compared by name. */
  owner?: string;
}

/** Request or response: the same change may be harmless in one and breaking in the other. */
export type Direction = "request" | "response";

/** What was found inside an operation, before it is tied to the operation. */
export interface Change {
  rule: RuleId;
  path?: string;
  before?: string;
  after?: string;
  owner?: string;
}

/** A difference that cannot be judged because one of the snapshots has lost the keyword. */
export interface NotComparable {
  lost: string;
  path?: string;
}

export type Difference = Change | NotComparable;

export function isNotComparable(difference: Difference): difference is NotComparable {
  return "lost" in difference;
}

/** Adds to every added operation which older one it takes the place of: the way back from `successor`. */
export function linkBack(findings: readonly Finding[]): Finding[] {
  const older = new Map<string, string>();
  for (const { operation, successor } of findings) {
    if (successor !== undefined && !older.has(successor)) older.set(successor, operation);
  }
  return findings.map((finding) => {
    const predecessor = isAddition(finding) ? older.get(finding.operation) : undefined;
    return predecessor === undefined ? finding : { ...finding, predecessor };
  });
}

/** Whether a finding stands for an operation that only the newer snapshot has. */
export function isAddition({ rule }: Pick<Finding, "rule">): boolean {
  return rule === "operation-added" || rule === "operation-only-offered";
}

/** Whether a finding stands for an operation that only the older snapshot has. */
export function isRemoval({ rule }: Pick<Finding, "rule">): boolean {
  return rule === "operation-removed" || rule === "operation-not-offered";
}

/** Findings of the same change: one field in forty operations, all fields that one resource lost, and so on. */
export interface ChangeGroup {
  /** The rule; two if a field changed alike in requests and answers. */
  rules: RuleId[];
  severity: Severity;
  /** `METHOD path` of every operation it touches, in order. */
  operations: string[];
  /** Stable names of these operations, `tag.method`. */
  names: string[];
  tags: string[];
  /** Paths or, if several fields changed, their names. */
  fields: string[];
  /** Findings it stands for. */
  count: number;
  before?: string;
  after?: string;
  /** The schemas that it is about, where another group would have the same headline. */
  of?: string[];
  /** Old operation to the one to use instead. */
  successors: Record<string, string>;
}
