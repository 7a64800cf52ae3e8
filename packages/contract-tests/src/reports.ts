import { adviceExitCode, adviseUpgrade, formatAdvice, mainSnapshot, readManifest } from "@omada-sdk/codegen";
import { compareRuns } from "./behaviour/compare.js";
import { behaviourReport } from "./behaviour/report.js";
import { observe, type ScenarioRun } from "./behaviour/scenario.js";
import { SCENARIOS } from "./behaviour/scenarios/index.js";
import { mismatchReport, observeMismatches } from "./behaviour/wrong-version.js";
import { comparedSnapshots, PAIRS } from "./matrix.js";
import { INVENTORY_DIR, SPECS_DIR } from "./places.js";

/** Every report about behaviour by the name of its file. */
export async function behaviourReports(): Promise<Map<string, string>> {
  const runs = new Map<string, ScenarioRun[]>();
  for (const pair of PAIRS) runs.set(pair.id, await observe(pair, pair, SCENARIOS));
  const reports = new Map<string, string>();
  const of = (id: string): ScenarioRun[] => runs.get(id) ?? [];
  for (const [before, after] of await comparedSnapshots()) {
    const text = behaviourReport(before, after, compareRuns(of(before), of(after)));
    reports.set(`behaviour-${before}-${after}.md`, text);
  }
  reports.set("wrong-version.md", mismatchReport(await observeMismatches(runs)));
  return reports;
}

/** What the upgrade advisor says about the example, which is written for the newest v5: the name of its file and its text. */
export async function adviceReport(): Promise<[name: string, text: string]> {
  const target = mainSnapshot(await readManifest(SPECS_DIR), "v6") ?? "";
  const report = await adviseUpgrade({ project: INVENTORY_DIR, specsDir: SPECS_DIR, target });
  const from = report.from.join(", ");
  const lines = [
    `# Advice for an upgrade from ${from} to ${target}`,
    "",
    "What the upgrade advisor says about `examples/inventory`. Written by `pnpm contract --accept`.",
    "",
    "```text",
    `${formatAdvice(report).trimEnd()}`,
    "```",
    "",
    `Exit code for CI: ${adviceExitCode(report)}.`,
  ];
  return [`advice-${report.from.join("-")}-${target}.md`, `${lines.join("\n")}\n`];
}
