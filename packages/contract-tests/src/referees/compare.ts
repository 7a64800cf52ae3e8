import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareModels, readManifest, readSnapshot } from "@omada-sdk/codegen";
import { comparedSnapshots } from "../matrix.js";
import { CONTRACT_DIR, SPECS_DIR } from "../places.js";
import { type Exception, matchFindings } from "./match.js";
import { type RefereeReport, type RefereeResult, refereeReport } from "./report.js";
import { askReferees, REFEREES } from "./run.js";

/** Keywords that go with a loss although manifests do not list them. */
const RARE = ["additionalProperties", "deprecated", "writeOnly"];

/** The reviewed list of changes that break nothing. */
export async function readExceptions(): Promise<Exception[]> {
  const text = await readFile(join(CONTRACT_DIR, "referee-exceptions.json"), "utf8");
  return (JSON.parse(text) as { exceptions: Exception[] }).exceptions;
}

/** Has all pairs of snapshots compared by the other programs and by us. */
export async function compareWithReferees(): Promise<RefereeReport> {
  const { snapshots } = await readManifest(SPECS_DIR);
  const lostBy = (id: string): string[] => snapshots.find((each) => each.id === id)?.source.lost ?? [];
  const results: RefereeResult[] = [];
  for (const [a, b] of await comparedSnapshots()) {
    const [before, after] = [await readSnapshot(SPECS_DIR, a), await readSnapshot(SPECS_DIR, b)];
    const options = { lostBefore: lostBy(a), lostAfter: lostBy(b) };
    const { findings, notComparablePlaces } = compareModels(before, after, options);
    const lost = [...options.lostBefore, ...options.lostAfter];
    const changes = await askReferees(before, after, new Set(lost.length > 0 ? [...lost, ...RARE] : []));
    for (const tool of ["oasdiff", "redocly"] as const) {
      const own = changes.filter((change) => change.tool === tool);
      results.push({ pair: `${a} ${b}`, tool, matches: matchFindings(own, findings, notComparablePlaces) });
    }
  }
  return refereeReport(results, await readExceptions(), REFEREES);
}
