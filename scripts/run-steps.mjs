// The steps behind `npm test` (without installing: `pnpm verify`) and `npm start`. Each is a script of the root
// package.json, so that a failing one can be repeated alone.
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, runBeside } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Several scripts of one step run two at a time. `gate`: nothing after it makes sense once it failed. `show`: its output
 * is what the user came for.
 * @type {Record<string, { scripts: string[], gate?: boolean, show?: boolean }[]>}
 */
const plans = {
  start: [
    { scripts: ["generate:cached"], gate: true },
    { scripts: ["build"], gate: true },
    { scripts: ["tour"], show: true },
  ],
  test: [
    // The other Node versions first: fetching them is mostly waiting.
    { scripts: ["test:nodes", "lint", "check:imports", "check:manifests"] },
    { scripts: ["generate:cached"], gate: true },
    { scripts: ["build", "check:generated"], gate: true },
    // Type checks, tests and packed archives side by side: some wait for timers while others compute.
    // The tests of cli wait for its build, so turbo would begin them after all others and run them alone at the end. Here they
    // begin at once, and "check:all" takes their result from the cache.
    { scripts: ["check:all", "test:cli", "check:unused", "check:size"] },
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

/** @param {string} script */
const commandOf = (script) => ["pnpm", "--silent", "run", script];

/** @param {string[]} scripts @returns {Promise<string[]>} those that failed */
async function runTwoAtATime(scripts) {
  const waiting = [...scripts];
  /** @type {string[]} */
  const failed = [];
  const worker = async () => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift())
      if (!(await runBeside(script, commandOf(script), { cwd: root }))) failed.push(script);
  };
  await Promise.all([worker(), worker()]);
  return failed;
}

/** @type {string[]} */
const failed = [];
for (const { scripts, gate, show } of steps) {
  const [script = "", ...others] = scripts;
  if (others.length > 0) failed.push(...(await runTwoAtATime(scripts)));
  else if (!run(script, commandOf(script), { cwd: root, show })) failed.push(script);
  if (gate && failed.some((each) => scripts.includes(each))) break;
}

if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);

// Last, whatever happened: CI reads the totals from the end of the output.
if (plan === "test" && !run("", ["pnpm", "--silent", "run", "test:summary"], { cwd: root, show: true }))
  failed.push("test:summary");
process.exitCode = failed.length > 0 ? 1 : 0;
