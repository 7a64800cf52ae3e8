export { compareIds, type Manifest, type ManifestEntry, readManifest } from "../snapshot/manifest.js";
export { readSnapshot } from "../snapshot/read.js";
export { fromBundle, toBundle } from "./bundle.js";
export { refName, refTo, resolveSchema } from "./refs.js";
export { describeSchema, describeShape, type ResponseShape, responseShape } from "./response.js";
export * from "./types.js";
export { isSumOfFlags } from "./values.js";
