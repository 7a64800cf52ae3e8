/** Entry point `@omada-sdk/codegen/snapshots`: reading snapshots, without the TypeScript compiler that the rest brings. */
export { type CallableSnapshot, readCallable } from "./project/callable.js";
export { type ManifestEntry, readManifest } from "./specs/manifest.js";
