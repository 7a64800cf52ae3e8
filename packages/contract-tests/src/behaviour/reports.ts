import { PAIRS, type Pair } from "../matrix.js";
import { compareRuns } from "./compare.js";
import { behaviourReport } from "./report.js";
import { observe, type ScenarioRun } from "./scenario.js";
import { SCENARIOS } from "./scenarios/index.js";
import { mismatchReport, observeMismatches } from "./wrong-version.js";

/** Versions whose behaviour is compared. */
const COMPARED = [
  ["5.12", "5.15"],
  ["5.15", "6.2"],
  ["6.2", "6.2-cloud"],
] as const;

/** Every report about behaviour by the name of its file. */
export async function behaviourReports(): Promise<Map<string, string>> {
  const runs = new Map<string, ScenarioRun[]>();
  for (const pair of PAIRS) runs.set(pair.id, await observe(pair, pair, SCENARIOS));
  const reports = new Map<string, string>();
  const of = (id: Pair["id"]): ScenarioRun[] => runs.get(id) ?? [];
  for (const [before, after] of COMPARED) {
    const text = behaviourReport(before, after, compareRuns(of(before), of(after)));
    reports.set(`behaviour-${before}-${after}.md`, text);
  }
  reports.set("wrong-version.md", mismatchReport(await observeMismatches(runs)));
  return reports;
}
