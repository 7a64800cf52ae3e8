export { BANNER_MARK, banner, GENERATED_DIRS } from "./banner.js";
export { ImportError } from "./import/errors.js";
export { type ImportOptions, importSnapshot } from "./import/import.js";
export * from "./model/index.js";
