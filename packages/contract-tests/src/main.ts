// `pnpm contract`: what controllers do, compared with the committed reports in contract/.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { formatRules } from "@omada-sdk/codegen";
import { compareGolden, firstDifferences } from "./golden.js";
import { CONTRACT_DIR } from "./places.js";
import { compareWithReferees } from "./referees/compare.js";
import { adviceReport, behaviourReports } from "./reports.js";

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

/** Compares all reports. @returns whether they are as committed, and the referees agree with the diff */
async function compare(accept: boolean, withReferees: boolean): Promise<boolean> {
  const reports = await behaviourReports();
  reports.set("rules.md", formatRules());
  reports.set(...(await adviceReport()));
  const problems: string[] = [];
  if (withReferees) {
    const report = await compareWithReferees();
    reports.set("referees.md", report.text);
    problems.push(...report.problems);
  }
  const passed = await checkReports(reports, accept);
  for (const problem of problems) console.log(problem);
  return passed && problems.length === 0;
}

await new Command("pnpm contract")
  .description("Compare what controllers do with the committed reports in contract/.")
  .option("--accept", "write what changed into contract/, to be reviewed and committed")
  .option("--referees", "also have two other programs compare the snapshots, as `pnpm test:others` does")
  .addHelpText("after", "\nTo compare a controller of yours: pnpm contract:live --help")
  .showHelpAfterError("(pnpm contract --help lists the options)")
  // commander ends with 1 where the command line is wrong, which here says that the behaviour changed.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async ({ accept = false, referees = false }) => {
    try {
      if (!(await compare(accept, referees))) process.exitCode = 1;
    } catch (error) {
      console.error(`contract: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  })
  .parseAsync();
