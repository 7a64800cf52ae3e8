export * from "@omada-sdk/model";
export {
  type Advice,
  type AdviceReport,
  type AdviseOptions,
  adviceExitCode,
  adviseUpgrade,
  formatAdvice,
} from "./advise/advise.js";
export { type FieldNode, type FieldStep, fieldPaths, fieldTree } from "./availability/field-tree.js";
export { loadAvailability } from "./availability/load.js";
export { type AvailabilityTable, findEntry, fromRanges } from "./availability/table.js";
export { BANNER_MARK, banner, GENERATED_DIRS } from "./banner.js";
export * from "./diff/index.js";
export { type LieEntry, liesOf } from "./emit/behaviour-tables.js";
export { searchedAndFiltered } from "./emit/client/arguments.js";
export { snapshotParts } from "./emit/client/parts.js";
export { searchIndex } from "./emit/command-line/search-index.js";
export {
  clientExports,
  type ExportEntry,
  mainSnapshot,
  type SnapshotParts,
  typesExports,
} from "./emit/exports.js";
export {
  type Generated,
  type GenerateOptions,
  generate,
  snapshotFolders,
} from "./emit/generate.js";
export { type LimitLines, limitLines } from "./emit/schema-docs.js";
export { withSnapshotTable } from "./emit/snapshot-table.js";
export { withAcronyms } from "./emit/titles.js";
export { type ExportedNames, exportedNames } from "./exported/names.js";
export { ImportError } from "./files/input-error.js";
export {
  type ControllerFile,
  groupOfFile,
  type PulledDocument,
  readControllerFile,
  UNFINISHED,
} from "./files/pulled-folder.js";
export { importSnapshot } from "./import/import.js";
export type { ImportOptions } from "./import/options.js";
export * from "./probe/index.js";
export * from "./project/index.js";
export type { PullReference } from "./pull/drop.js";
export {
  PULL_TIMEOUT_MS,
  type Pulled,
  type PullKept,
  type PullOptions,
  type PullProgress,
  pullDocuments,
} from "./pull/pull.js";
export { PullError } from "./pull/request.js";
export * from "./release/index.js";
export { readBehaviour } from "./specs/behaviour/ledger.js";
export type { Behaviour, QuirkRow } from "./specs/behaviour/ledger-rows.js";
export {
  checkDescriptions,
  type DescriptionFile,
  type Descriptions,
  readDescriptions,
} from "./specs/descriptions.js";
export { type CodeRow, readErrorCodes } from "./specs/error-codes.js";
export { type GroupTable, readGroupTable } from "./specs/groups.js";
export { isRequiredLost, lossesOf, lossIn } from "./specs/lost.js";
export {
  clientSubpath,
  compareIds,
  type Manifest,
  type ManifestEntry,
  readManifest,
} from "./specs/manifest.js";
export { follows, predecessorOf } from "./specs/predecessor.js";
export { readSnapshot } from "./specs/snapshot.js";
export { newerVersion, readSuccessors, type Successors, successorsOf } from "./specs/successors.js";
