import type { RuleId, Severity } from "./rules.js";

/** Findings that tell the same: one field in forty operations, all fields that one resource lost, and so on. */
export interface Story {
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
  /** The schemas that it is about, where another story would be told in the same words. */
  of?: string[];
  /** Old operation to the one to use instead. */
  successors: Record<string, string>;
}
