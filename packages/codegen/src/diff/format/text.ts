import { headline, reasonOf } from "../headline.js";
import type { DiffReport } from "../report.js";
import { SEVERITIES } from "../rules.js";
import {
  byOperation,
  caveats,
  describeFinding,
  type FormatOptions,
  knownLines,
  releaseOf,
  reportTitle,
  TOP,
  TOP_TAGS,
} from "./lines.js";

/** A report for a terminal. */
export function formatText(report: DiffReport, { full = false }: FormatOptions = {}): string {
  const { counts, changeGroups, tags } = report;
  const lines = [
    reportTitle(report),
    `operations: ${counts.common} in both, ${counts.operationsAdded} added, ${counts.operationsRemoved} removed`,
    `changes: ${SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(", ")} (${releaseOf(report)} release)`,
    ...caveats(report),
  ];
  lines.push("", changeGroups.length === 0 ? "Nothing changed." : "Most important");
  changeGroups.slice(0, TOP).forEach((group, at) => {
    lines.push(
      `${String(at + 1).padStart(3)}. ${group.severity}: ${headline(group)}`,
      `     ${reasonOf(group)}`,
    );
  });
  const known = knownLines(report);
  if (known.length > 0) lines.push("", `Controllers of ${report.after.id} differ from their document`);
  for (const line of full ? known : known.slice(0, TOP)) lines.push(`  ${line}`);
  const { successors } = report;
  if (successors.length > 0) lines.push("", "Use instead");
  for (const { operation, why, use } of full ? successors : successors.slice(0, TOP))
    lines.push(`  ${why}: ${operation}`, `    => ${use}`);
  if (!full && successors.length > TOP) lines.push(`  and ${successors.length - TOP} more`);
  if (tags.length > 0) {
    lines.push(
      "",
      `By tag${" ".repeat(30)}${SEVERITIES.map((word) => word.padStart(10)).join("")}   operations`,
    );
  }
  for (const tag of full ? tags : tags.slice(0, TOP_TAGS)) {
    const numbers = SEVERITIES.map((severity) => String(tag[severity]).padStart(10)).join("");
    lines.push(`  ${tag.tag.padEnd(34)}${numbers}   +${tag.operationsAdded} -${tag.operationsRemoved}`);
  }
  if (!full && tags.length > TOP_TAGS) lines.push(`  and ${tags.length - TOP_TAGS} more tags`);
  if (full) {
    for (const [operation, findings] of byOperation(report.findings)) {
      lines.push("", operation, ...findings.map((each) => `  ${each.severity}: ${describeFinding(each)}`));
    }
  }
  const text = lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd();
  // Names come from documents: nothing of them may steer the terminal.
  return `${text.replace(/[^\P{Cc}\n]/gu, "?")}\n`;
}
