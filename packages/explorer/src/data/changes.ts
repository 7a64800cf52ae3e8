import { type DiffReport, diffLoaded, type Finding, readKnownBehaviour } from "@omada-sdk/codegen";
import { keyOfOperation } from "@omada-sdk/model";
import { type Site, type SiteSnapshot, site } from "./site.js";

/** What changed from one snapshot to a later one. */
export interface Comparison {
  before: SiteSnapshot;
  after: SiteSnapshot;
  report: DiffReport;
  /** The findings of the report by operation key. */
  findings: ReadonlyMap<string, readonly Finding[]>;
}

let compared: Promise<readonly Comparison[]> | undefined;

/** Every two snapshots of the site, compared once: pairs with the oldest snapshot first, each with all later ones. */
export function changes(): Promise<readonly Comparison[]> {
  compared ??= site().then(compareAll);
  return compared;
}

/** Compares all snapshots of a site, the older one of two with the newer one. */
export async function compareAll({ specsDir, snapshots }: Site): Promise<readonly Comparison[]> {
  const known = await readKnownBehaviour(
    specsDir,
    snapshots.map(({ model }) => model),
  );
  const manifest = { snapshots: snapshots.map(({ entry }) => entry) };
  return snapshots.flatMap((before, at) =>
    snapshots.slice(at + 1).map((after) => {
      const report = diffLoaded(before, after, manifest, known);
      return { before, after, report, findings: byKey(report.findings) };
    }),
  );
}

function byKey(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOfOperation(finding.operation);
    const members = groups.get(key);
    if (members) members.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}
