// The steps behind `npm test` (without installing: `pnpm verify`) and `npm start`. Each is a script of the root
// package.json, so that a failing one can be repeated alone.
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * `gate`: nothing after it makes sense once it failed. `show`: its output is what the user came for.
 * @type {Record<string, { script: string, gate?: boolean, show?: boolean }[]>}
 */
const plans = {
  start: [
    { script: "generate:cached", gate: true },
    { script: "build", gate: true },
    { script: "tour", show: true },
  ],
  test: [
    { script: "lint" },
    { script: "check:imports" },
    { script: "check:manifests" },
    { script: "generate:cached", gate: true },
    { script: "check:generated" },
    { script: "build", gate: true },
    { script: "check:unused" },
    { script: "test:nodes" },
    // Type checks, tests and packed archives side by side: some wait for timers while others compute.
    { script: "check:all" },
    { script: "check:size" },
  ],
};

const plan = process.argv[2] ?? "";
const steps = plans[plan];
if (!steps) {
  console.error(`Usage: node scripts/run-steps.mjs ${Object.keys(plans).join("|")}`);
  process.exit(2);
}

// A report of an earlier run must not be counted again; turbo puts back those of the tests it need not repeat.
if (plan === "test") {
  const packages = readdirSync(join(root, "packages")).map((name) => join("packages", name));
  for (const folder of [".", ...packages])
    rmSync(join(root, folder, ".cache", "tests.json"), { force: true });
}

/** @type {string[]} */
const failed = [];
for (const { script, gate, show } of steps) {
  const ok = run(script, ["pnpm", "--silent", "run", script], { cwd: root, show });
  if (!ok) failed.push(script);
  if (gate && !ok) break;
}

if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);

// Last, whatever happened: CI reads the totals from the end of the output.
if (plan === "test" && !run("", ["pnpm", "--silent", "run", "test:summary"], { cwd: root, show: true }))
  failed.push("test:summary");
process.exitCode = failed.length > 0 ? 1 : 0;
