// generate.mjs <specs> <packages> [<id>]: the compiled generator, into an empty folder.
import { rmSync } from "node:fs";
import { generate } from "@omada-sdk/codegen";

const [specsDir = "", packagesDir = "", ...ids] = process.argv.slice(2);
rmSync(packagesDir, { recursive: true, force: true });
await generate({ specsDir, packagesDir, ids: ids.length > 0 ? ids : undefined });
