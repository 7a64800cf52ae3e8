export * from "./advise/index.js";
export { BANNER_MARK, banner, GENERATED_DIRS } from "./banner.js";
export * from "./diff/index.js";
export { snapshotParts } from "./emit/client/parts.js";
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
export { withSnapshotTable } from "./emit/snapshot-table.js";
export { ImportError } from "./import/errors.js";
export { type GroupTable, readGroupTable } from "./import/groups.js";
export { type ImportOptions, importSnapshot } from "./import/import.js";
export { groupOfFile } from "./import/read.js";
export * from "./model/index.js";
export * from "./probe/index.js";
export { PullError } from "./pull/error.js";
export { type Pulled, type PullOptions, type PullProgress, pullDocuments } from "./pull/pull.js";
export * from "./release/index.js";
export {
  checkDescriptions,
  type DescriptionFile,
  type Descriptions,
  readDescriptions,
} from "./specs/descriptions.js";
export { newerVersion } from "./specs/successors.js";
