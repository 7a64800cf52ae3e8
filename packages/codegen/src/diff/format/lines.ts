import type { Finding } from "../finding.js";
import type { DiffReport } from "../report.js";
import { RULES } from "../rules.js";

export interface FormatOptions {
  /** Every finding instead of the ten most important stories. */
  full?: boolean;
}

/** Stories a report shows unless asked for all. */
export const TOP = 10;

/** One finding without its operation: `field removed result.data[].name (was string)`. */
export function describeFinding({ rule, path, before, after, successor }: Finding): string {
  const values =
    before !== undefined && after !== undefined
      ? ` (${before} -> ${after})`
      : before !== undefined
        ? ` (was ${before})`
        : after !== undefined
          ? ` (now ${after})`
          : "";
  return `${RULES[rule].title}${path === undefined ? "" : ` ${path}`}${values}${successor ? `; use ${successor}` : ""}`;
}

/** Findings by operation, in the order of the snapshot. */
export function byOperation(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const each of findings) {
    const members = groups.get(each.operation);
    if (members) members.push(each);
    else groups.set(each.operation, [each]);
  }
  return groups;
}

/** `5.15 (controller 5.15.24.19) -> 6.2 (controller 6.2)` */
export function titleOf({ before, after }: DiffReport): string {
  const name = ({ id, controllerVersion }: DiffReport["before"]): string =>
    id === controllerVersion ? id : `${id} (controller ${controllerVersion})`;
  return `${name(before)} -> ${name(after)}`;
}

/** What a change means for the semantic version of a client package. */
export function releaseOf({ counts }: DiffReport): "major" | "minor" | "patch" {
  if (counts.breaking > 0) return "major";
  return counts.risky + counts.additive > 0 ? "minor" : "patch";
}

/** `2,481 differences not comparable: pattern 2024, minItems 37` or nothing. */
export function notComparableLine({ notComparable }: DiffReport): string | undefined {
  if (notComparable.total === 0) return undefined;
  const parts = Object.entries(notComparable.byKeyword).map(([keyword, count]) => `${keyword} ${count}`);
  return `${notComparable.total} differences are not comparable, as a snapshot has lost the keyword: ${parts.join(", ")}`;
}
