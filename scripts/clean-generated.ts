// Empties the generated folders before turbo restores what it has cached: it adds files, but removes none, so those
// of a snapshot that was taken back would stay.
import { rmSync } from "node:fs";
import { GENERATED_DIRS } from "@omada-sdk/codegen";

for (const dir of GENERATED_DIRS) rmSync(dir, { recursive: true, force: true });
