import type { Severity } from "../diff/rules.js";

/** What an upgrade means for something that a project uses. */
export interface Verdict {
  severity: Severity;
  /**
   * Rule of the diff, or `known-behaviour`, `untyped-request`, `constant-removed`, `constant-renamed`,
   * `constant-changed`, `type-removed`, `type-renamed`.
   */
  rule: string;
  /** METHOD and path; for named values their subpath, for types their name. */
  operation: string;
  /** What changes, in one line. */
  message: string;
  /** What to do about it. */
  remedy: string;
}
