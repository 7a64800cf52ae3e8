import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";

/** The part of esbuild's interface that is used here. */
interface Esbuild {
  build(options: object): Promise<{ outputFiles: { contents: Uint8Array }[] }>;
}

/** The esbuild that size-limit bundles with. */
export function esbuild(): Esbuild {
  const plugin = createRequire(join(ROOT, "package.json")).resolve("@size-limit/esbuild");
  return createRequire(plugin)("esbuild");
}
