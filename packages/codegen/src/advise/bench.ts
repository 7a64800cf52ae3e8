import type { LostName } from "../exported/lost-names.js";
import type { ApiModel } from "../model/types.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import type { Matcher } from "./match.js";

/** What uses of one snapshot are judged by. */
export interface Bench {
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
