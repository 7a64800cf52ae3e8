import type { ApiModel } from "@omada-sdk/model";
import type { Severity } from "../diff/rules.js";
import type { LostName } from "../exported/lost-names.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import type { Matcher } from "./match.js";

/** What an upgrade means for something that a project uses. */
export interface Effect {
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

/** An upgrade from one snapshot to another: what uses of the older one are compared with. */
export interface Upgrade {
  /** The models as clients were generated from them. */
  before: ApiModel;
  after: ApiModel;
  match: Matcher;
  /** Names that are not exported any more. */
  lost: readonly LostName[];
  /** Whether the newer snapshot keeps aliases for some of them. */
  keepsAliases: boolean;
  /** What is known of the controllers to go to. */
  facts: readonly KnownFact[];
  /** Names of the operations of the newer snapshot, by METHOD and path. */
  names: ReadonlyMap<string, string>;
}
