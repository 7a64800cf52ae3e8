import { createRequire } from "node:module";
import type typescript from "typescript";

// Required rather than imported: Node scans a CommonJS file of nine megabytes twice to import it, which takes longer
// than all else that a start costs.
const load = createRequire(import.meta.url);

/** The TypeScript compiler. */
export const compiler = load("typescript") as typeof typescript;

export const { transformPathsObject, transformSchemaObject } = load(
  "openapi-typescript",
) as typeof import("openapi-typescript");
