import type { Finding } from "./finding.js";

/** Adds to every added operation which older one it takes the place of: the way back from `successor`. */
export function linkBack(findings: readonly Finding[]): Finding[] {
  const older = new Map<string, string>();
  for (const { operation, successor } of findings) {
    if (successor !== undefined && !older.has(successor)) older.set(successor, operation);
  }
  return findings.map((finding) => {
    const predecessor = isAddition(finding) ? older.get(finding.operation) : undefined;
    return predecessor === undefined ? finding : { ...finding, predecessor };
  });
}

/** Whether a finding stands for an operation that only the newer snapshot has. */
export function isAddition({ rule }: Pick<Finding, "rule">): boolean {
  return rule === "operation-added" || rule === "operation-only-offered";
}

/** Whether a finding stands for an operation that only the older snapshot has. */
export function isRemoval({ rule }: Pick<Finding, "rule">): boolean {
  return rule === "operation-removed" || rule === "operation-not-offered";
}
