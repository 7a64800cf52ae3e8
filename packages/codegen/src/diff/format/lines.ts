import { describeFact, remedyOf } from "../../specs/behaviour/describe.js";
import type { Finding } from "../finding.js";
import type { DiffReport } from "../report.js";
import { RULES } from "../rules.js";

export interface FormatOptions {
  /** Every finding instead of the ten most important groups of changes. */
  full?: boolean;
}

/** Groups of changes that a report shows unless asked for all. */
export const TOP = 10;

/** Tags a report lists unless asked for all. */
export const TOP_TAGS = 25;

/** Ids by which the places of a report refer to each other: one per operation, `o1`, `o2` and so on. */
export function anchorsOf(findings: readonly Finding[]): Map<string, string> {
  return new Map([...byOperation(findings).keys()].map((operation, at) => [operation, `o${at + 1}`]));
}

/** One finding without its operation: `field removed result.data[].name (was string)`. */
export function describeFinding(finding: Finding): string {
  const { rule, path, before, after, successor, predecessor } = finding;
  const values =
    before !== undefined && after !== undefined
      ? ` (${before} -> ${after})`
      : before !== undefined
        ? ` (was ${before})`
        : after !== undefined
          ? ` (now ${after})`
          : "";
  const links = `${successor ? `; use ${successor}` : ""}${predecessor ? `; instead of ${predecessor}` : ""}`;
  return `${RULES[rule].title}${path === undefined ? "" : ` ${path}`}${values}${links}`;
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
export function reportTitle({ before, after }: DiffReport): string {
  const name = ({ id, controllerVersion }: DiffReport["before"]): string =>
    id === controllerVersion ? id : `${id} (controller ${controllerVersion})`;
  return `${name(before)} -> ${name(after)}`;
}

/**
 * What a change means for the semantic version of a client package. A renamed path parameter changes no call on the
 * wire, but programs have to rename an argument.
 */
export function releaseOf({ counts, findings }: DiffReport): "major" | "minor" | "patch" {
  if (counts.breaking > 0 || findings.some(({ rule }) => rule === "path-parameter-renamed")) return "major";
  return counts.risky + counts.additive > 0 ? "minor" : "patch";
}

/**
 * What to bear in mind: differences that are none, `pattern 2024, minItems 37`, and documents in the other order of
 * time.
 */
export function caveats({ before, after, notComparable }: DiffReport): string[] {
  const lines: string[] = [];
  if (notComparable.total > 0) {
    const parts = Object.entries(notComparable.byKeyword).map(([keyword, count]) => `${keyword} ${count}`);
    lines.push(
      `${notComparable.total} differences are not comparable, as a snapshot has lost the keyword: ${parts.join(", ")}`,
    );
  }
  if (before.capturedOn && after.capturedOn && before.capturedOn > after.capturedOn) {
    lines.push(
      `the document of ${after.id} is the older one (${after.capturedOn}, ${before.id}: ${before.capturedOn}): what it lacks may only have come since`,
    );
  }
  return lines;
}

/** What controllers of the newer snapshot do against their document, a line each. */
export function knownLines({ known }: DiffReport): string[] {
  return known.map((fact) => {
    const remedy = remedyOf(fact);
    return `${fact.operation}: ${describeFact(fact)}${remedy === undefined ? "" : `; ${remedy}`}`;
  });
}
