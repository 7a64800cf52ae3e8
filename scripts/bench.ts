import { parseArgs } from "node:util";
import { benchCheck } from "./bench/check.js";
import { benchComplete } from "./bench/complete.js";
import { benchGenerate } from "./bench/generate.js";
import { prepare } from "./bench/prepare.js";

const USAGE = `pnpm bench [<name>...]    what generating, compiling and editing cost, beside the plain openapi-typescript stack
  generate    one snapshot beside the openapi-typescript CLI on the same document; all snapshots
  check       a program of 20 calls beside the same program on openapi-fetch; a program of one group
  complete    completion in an editor beside the completion of paths
  --rounds <n>    rounds of each measurement, both sides in turn (default 5)`;

const SECTIONS = { generate: benchGenerate, check: benchCheck, complete: benchComplete };
type Section = keyof typeof SECTIONS;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" }, help: { type: "boolean", short: "h" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(SECTIONS);
const unknown = names.filter((name) => !(name in SECTIONS));
const rounds = Number(values.rounds);
if (values.help || unknown.length > 0 || !(rounds >= 1)) {
  console.log(USAGE);
  if (!values.help) process.exitCode = 1;
} else {
  await prepare();
  for (const name of names) SECTIONS[name as Section](rounds);
}
