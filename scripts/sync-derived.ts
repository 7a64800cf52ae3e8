// Writes what follows from the manifest of snapshots, the certificates and the root's package.json.
// With --check it only compares.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { staleDerivedFiles } from "./lib/derived-files.js";
import { ROOT, SPECS_DIR } from "./lib/places.js";

const stale = await staleDerivedFiles(ROOT, SPECS_DIR);
const names = [...stale.keys()].join(", ");
if (stale.size > 0 && process.argv.includes("--check")) {
  console.error(`these do not follow specs/index.json and package.json: ${names}; run "pnpm sync:derived"`);
  process.exitCode = 1;
} else {
  for (const [file, text] of stale) await writeFile(join(ROOT, file), text);
  console.log(
    stale.size > 0 ? `updated ${names}` : "everything derived follows specs/index.json and package.json",
  );
}
