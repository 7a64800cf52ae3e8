import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { mainSnapshot, readManifest } from "@omada-sdk/codegen";
import { ROOT, SPECS_DIR } from "../lib/places.js";

const manifest = await readManifest(SPECS_DIR);

/** The snapshot whose client is measured: the newest one, which client-v6 has at ".". */
export const SNAPSHOT = mainSnapshot(manifest, "v6") ?? "";

/** The snapshot that the mock controller is measured with, which its target names: see bench/compare.ts there. */
export const MOCK_SNAPSHOT = "6.2-cloud";

/** Everything the bench writes, but for the build output it refreshes. */
export const WORK = join(ROOT, ".cache/bench");

/** The snapshot's groups as one document, and what the openapi-typescript CLI makes of it. */
export const DOCUMENT = join(WORK, "document.json");
export const PATHS = join(WORK, "paths.d.ts");

export const PROGRAMS = join(ROOT, "scripts/bench/programs");
export const BASELINE = join(WORK, "baseline.ts");
export const CHILDREN = join(ROOT, "scripts/bench/child");

/** The installed CLI of openapi-typescript, of the version that the generator uses. */
export function openapiTypescriptCli(): string {
  const main = createRequire(join(ROOT, "packages/codegen/package.json")).resolve("openapi-typescript");
  return join(dirname(main), "../bin/cli.js");
}

/** openapi-fetch as an import specifier for a file outside every package. */
export function openapiFetch(): string {
  const main = createRequire(join(ROOT, "packages/core/package.json")).resolve("openapi-fetch");
  return join(dirname(main), "index.mjs");
}
