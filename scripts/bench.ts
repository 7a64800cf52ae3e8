import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchCheck } from "./bench/check.js";
import { benchComplete } from "./bench/complete.js";
import { benchGenerate } from "./bench/generate.js";
import { benchOverhead } from "./bench/overhead.js";
import { prepare, prepareBaseline } from "./bench/prepare.js";
import { benchSizes } from "./bench/sizes.js";
import { ROOT } from "./lib/places.js";

const USAGE = `pnpm bench [<name>...]    what generating, compiling, editing, bundling, calling and mocking cost, beside other tools
  generate    one snapshot beside the openapi-typescript CLI on the same document; all snapshots
  check       a program of 20 calls beside the same program on openapi-fetch; a program of one group
  complete    completion in an editor beside the completion of paths
  sizes       bundles of auth, core and client-v6, minified and gzipped
  overhead    a request through fetch, core and a client beside a bare one, over HTTPS on loopback
  mock        the mock controller beside prism and scalar's mock server, which npm fetches into .cache on first use
  --rounds <n>    rounds of each measurement, both sides in turn (default 5)`;

const COMPARE = join(ROOT, "packages/mock-controller/bench/compare.ts");

const SECTIONS = {
  generate: benchGenerate,
  check: benchCheck,
  complete: benchComplete,
  sizes: benchSizes,
  overhead: benchOverhead,
  mock: benchMock,
};
type Section = keyof typeof SECTIONS;
/** Sections without the other side's programs. */
const ALONE = ["sizes", "overhead", "mock"];

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
  if (names.some((name) => !ALONE.includes(name))) await prepareBaseline();
  for (const name of names) await SECTIONS[name as Section](rounds);
}

/**
 * The mock controller beside prism and scalar's mock server on one document. Those two are fetched by npm when they are
 * wanted first; without a network only ours is measured.
 */
function benchMock(rounds: number): void {
  const source = ["--conditions=@omada-sdk/source", "--import", "tsx"];
  const { status } = spawnSync(process.execPath, [...source, COMPARE, String(rounds)], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the bench of the mock controller failed");
}
