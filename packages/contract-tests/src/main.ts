// `pnpm contract`: what controllers do, compared with the committed reports in contract/.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatRules } from "@omada-sdk/codegen";
import { adviceReport } from "./advice.js";
import { behaviourReports } from "./behaviour/reports.js";
import { compareGolden, firstDifferences } from "./golden.js";
import { verifyLive } from "./live.js";
import { LIVE_OPTIONS, limitsOf } from "./live-limits.js";
import { CONTRACT_DIR } from "./places.js";
import { compareWithReferees } from "./referees/compare.js";

const USAGE = `pnpm contract

  --accept              write what changed into contract/, to be reviewed and committed
  --live                compare a controller of yours with the snapshot of its version; only reads. Takes OMADA_URL,
                        OMADA_CLIENT_ID, OMADA_CLIENT_SECRET and maybe OMADA_FINGERPRINT, OMADA_OMADAC_ID from the
                        environment. Exit code: 0 fits, 1 drift that is not known yet, 2 too little was compared
  --out <file>          where the report of --live goes (default: drift.md)
  --max-requests <n>    most questions of --live (default: 1000, enough for every snapshot)
  --pause <ms>          milliseconds between two questions of --live (default: 100)
  --least-coverage <n>  percent of the readable operations that --live must compare (default: any)
  --referees            also have two other programs compare the snapshots, as the tests do`;

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
      live: { type: "boolean", default: false },
      out: { type: "string", default: "drift.md" },
      ...LIVE_OPTIONS,
      referees: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) console.log(USAGE);
  else if (values.live) {
    const { certificate, exitCode } = await verifyLive(process.env, values.out, limitsOf(values));
    console.log(certificate);
    process.exitCode = exitCode;
  } else {
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
  // A controller that cannot be reached has not drifted.
  process.exitCode = process.argv.includes("--live") ? 2 : 1;
}
