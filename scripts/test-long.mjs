// Tests that take too long for `npm test`: "soak" runs for ten minutes what the tests do for four seconds, and ten thousand
// fault schedules; "others" has independent programs check every snapshot and simulated controller, imports the real
// documents in other orders and under other ids, and goes through everything of which `npm test` takes samples.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const env = {
  ...process.env,
  OMADA_LONG_TESTS: "1",
  OMADA_SOAK_SECONDS: process.env.OMADA_SOAK_SECONDS ?? "600",
  OMADA_FAULT_SCHEDULES: process.env.OMADA_FAULT_SCHEDULES ?? "10000",
};

/** @param {string} folder a package @param {string[]} files */
const vitest = (folder, ...files) =>
  run(folder, ["npx", "vitest", "run", ...files], { cwd: join(root, "packages", folder), env, show: true });

/** @param {string[]} files */
const scripts = (...files) =>
  run("scripts", ["npx", "vitest", "run", ...files], { cwd: root, env, show: true });

/** @type {Record<string, () => boolean[]>} */
const plans = {
  soak: () => [
    vitest("core", "test/faults.property.test.ts", "test/paging-faults.property.test.ts"),
    vitest("contract-tests", "test/resilience/soak.test.ts"),
  ],
  others: () => [
    scripts("long.test.ts"),
    vitest("cli", "long.test.ts"),
    vitest("codegen", "long.test.ts", "bad-input/mutations.test.ts"),
    vitest("explorer", "long.test.ts"),
    vitest(
      "contract-tests",
      "long.test.ts",
      "test/hostile",
      "test/probe.test.ts",
      "test/types",
      "test/clients/declarations",
    ),
    vitest("mock-controller", "crud", "shapes", "sweep", "validation", "unknown-items", "documents.test.ts"),
  ],
};

const plan = plans[process.argv[2] ?? ""];
if (!plan) {
  console.error(`Usage: node scripts/test-long.mjs ${Object.keys(plans).join("|")}`);
  process.exit(2);
}
process.exitCode = plan().every(Boolean) ? 0 : 1;
