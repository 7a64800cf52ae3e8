import { GENERATED_DIRS } from "@omada-sdk/codegen";
import { checkGenerated, openRepository } from "./lib/generated-rule.js";

const repository = openRepository(process.cwd());
const broken = checkGenerated(repository);

for (const line of broken) console.error(line);
console.log(
  `${repository.files.length} files, ${GENERATED_DIRS.length} generated folders, ${broken.length} faults`,
);
process.exitCode = broken.length > 0 ? 1 : 0;
