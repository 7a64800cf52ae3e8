import { checkImports } from "./lib/check-imports.js";
import { readManifests } from "./lib/manifests.js";
import { read, walk } from "./lib/source-files.js";

const root = process.cwd();
const paths = ["examples", "packages", "scripts"]
  .flatMap((folder) => walk(root, folder))
  .filter((path) => /\.[mc]?[jt]s$/.test(path));
const sources = paths.map((path) => ({ path, text: read(root, path) }));
const broken = checkImports(readManifests(root), sources);

for (const line of broken) console.error(line);
console.log(`${paths.length} files, ${broken.length} breaches of the rules (scripts/lib/import-rules.ts)`);
process.exitCode = broken.length > 0 ? 1 : 0;
