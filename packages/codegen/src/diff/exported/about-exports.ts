import type { RuleId } from "../rules.js";

/** Rules about names that programs import; they concern who imports them, not who calls the operation they stand at. */
export const ABOUT_EXPORTS: ReadonlySet<RuleId> = new Set<RuleId>([
  "type-name-removed",
  "type-name-renamed",
  "type-name-moved",
  "constant-removed",
  "constant-renamed",
  "constant-moved",
]);
