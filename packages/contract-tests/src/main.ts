// `pnpm contract`: what controllers do, compared with the committed reports in contract/.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatRules } from "@omada-sdk/codegen";
import { compareGolden, firstDifferences } from "./golden.js";
import { CONTRACT_DIR } from "./places.js";
import { compareWithReferees } from "./referees/compare.js";
import { adviceReport, behaviourReports } from "./reports.js";

const USAGE = `pnpm contract

  --accept       write what changed into contract/, to be reviewed and committed
  --referees     also have two other programs compare the snapshots, as \`pnpm test:others\` does

A controller of yours: pnpm contract:live --help`;

/** @returns whether the reports are as committed, or were accepted */
async function checkReports(reports: ReadonlyMap<string, string>, accept: boolean): Promise<boolean> {
  let passed = true;
  for (const [name, text] of reports) {
    const file = join(CONTRACT_DIR, name);
    const outcome = await compareGolden(file, text, accept);
    console.log(`${outcome.padEnd(8)} contract/${name}`);
    if (outcome !== "changed") continue;
    passed = false;
    const committed = await readFile(file, "utf8").catch(() => "");
    console.log(firstDifferences(committed, text).join("\n"));
  }
  if (!passed)
    console.log("\nThe behaviour changed. If that is meant: pnpm contract --accept, then review the files.");
  return passed;
}

try {
  const { values } = parseArgs({
    options: {
      accept: { type: "boolean", default: false },
      referees: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) console.log(USAGE);
  else {
    const reports = await behaviourReports();
    reports.set("rules.md", formatRules());
    reports.set("advice-5.15-6.2.md", await adviceReport());
    const problems: string[] = [];
    if (values.referees) {
      const report = await compareWithReferees();
      reports.set("referees.md", report.text);
      problems.push(...report.problems);
    }
    const passed = await checkReports(reports, values.accept);
    for (const problem of problems) console.log(problem);
    if (!passed || problems.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(`contract: ${(error as Error).message}`);
  process.exitCode = 1;
}
