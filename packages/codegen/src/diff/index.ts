export type { LostName } from "../exported/lost-names.js";
export { describeFact, remedyOf } from "../specs/behaviour/describe.js";
export { factsAbout, type KnownFact, type KnownKind } from "../specs/behaviour/facts.js";
export { factsFor } from "../specs/behaviour/misfits.js";
export { readKnownBehaviour } from "../specs/behaviour/read.js";
export { groupFindings, mostImportant } from "./change-groups.js";
export {
  compareModels,
  type DiffOptions,
  diffModels,
  type ModelDiff,
  type NotComparablePlace,
} from "./diff-models.js";
export type { ChangeGroup, Finding } from "./finding.js";
export { DIFF_FORMATS, formatJson } from "./format/formats.js";
export { formatHtml } from "./format/html.js";
export { describeFinding, type FormatOptions } from "./format/lines.js";
export { formatMarkdown } from "./format/markdown.js";
export { formatRules } from "./format/rules.js";
export { formatText } from "./format/text.js";
export { headline, reasonOf } from "./headline.js";
export { isSameLabel } from "./labels.js";
export {
  type DiffReport,
  diffReport,
  type ReportOptions,
  type SeverityCounts,
  type Successor,
  type TagSummary,
} from "./report.js";
export { RULES, type Rule, type RuleId, SEVERITIES, type Severity } from "./rules.js";
export { diffLoaded, diffSnapshots, type LoadedSnapshot } from "./snapshots.js";
export { suggestSuccessor } from "./successor.js";
