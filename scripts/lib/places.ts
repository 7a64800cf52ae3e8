import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where the committed snapshots are. */
export const SPECS_DIR = join(ROOT, "specs");
