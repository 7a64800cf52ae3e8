// Adds up the reports that vitest.shared.ts makes every package leave. The last line is read by CI.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addUp, closingLine, type TestRun } from "./lib/test-totals.js";

const root = process.cwd();
const folders = [".", ...readdirSync(join(root, "packages")).map((name) => join("packages", name))];

const runs = folders.map((name): TestRun => {
  const path = join(root, name, ".cache", "tests.json");
  return { name, report: existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined };
});

// Without a single report the tests were not started, because a step before them failed.
const totals = addUp(runs.some(({ report }) => report) ? runs : []);
for (const name of totals.broken) console.log(`${name}: the tests did not run to their end`);
if (totals.passed + totals.failed === 0) console.log("no test was run");
console.log(closingLine(totals));
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
