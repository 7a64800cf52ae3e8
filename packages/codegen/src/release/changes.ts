import { type Finding, isAddition } from "../diff/finding.js";
import { caveats, knownLines, releaseOf, TOP } from "../diff/format/lines.js";
import { headline } from "../diff/headline.js";
import type { DiffReport } from "../diff/report.js";
import { SEVERITIES, type Severity } from "../diff/rules.js";
import { byParent, changeLines, titleOfLine } from "./change-lines.js";

/** Name of the file, beside the documents of a snapshot. */
export const CHANGES_FILE = "CHANGES.md";

/** A longer list of fields gets lines of its own. */
const LINE = 300;

/** Everything that changed between a snapshot and the one before, for `specs/<id>/CHANGES.md`. */
export function formatChanges(report: DiffReport): string {
  const { before, after, counts, changeGroups, tags, successors } = report;
  const severities = SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(", ");
  const lines = [
    `# ${before.id} to ${after.id}`,
    "",
    "Written by `pnpm specs:changes`. What the words mean: `contract/rules.md`.",
    "",
    `${counts.common} operations in both, ${counts.operationsAdded} added, ${counts.operationsRemoved} removed.`,
    `${severities}: a ${releaseOf(report)} release.`,
  ];
  for (const line of caveats(report)) lines.push("", `${line}.`);
  lines.push("", "## Most important", "");
  changeGroups.slice(0, TOP).forEach((group, at) => {
    lines.push(`${at + 1}. ${group.severity}: ${code(headline(group))}`);
  });
  const known = knownLines(report);
  if (known.length > 0) lines.push("", "## What controllers do against their document", "");
  for (const line of known) lines.push(`- ${code(line)}`);
  if (successors.length > 0) lines.push("", "## Use instead", "");
  for (const { operation, why, use } of successors)
    lines.push(`- ${why}: ${code(operation)} => ${code(use)}`);
  lines.push("", "## By tag", "");
  const order = tags.map(({ tag }) => tag);
  for (const tag of order) lines.push(...tagLines(tag, report.findings));
  return `${lines.join("\n").trimEnd()}\n`;
}

function tagLines(tag: string, findings: readonly Finding[]): string[] {
  const own = findings.filter((finding) => finding.tag === tag);
  const lines = [`### ${tag.replace(/[<>&`\n]/g, " ")}`, ""];
  for (const severity of SEVERITIES) lines.push(...severityLines(severity, own));
  const added = own.filter((finding) => isAddition(finding));
  if (added.length > 0) lines.push(`- new operations`);
  for (const { operation, predecessor } of added)
    lines.push(`  - ${code(operation)}${predecessor ? `, instead of ${code(predecessor)}` : ""}`);
  return [...lines, ""];
}

function severityLines(severity: Severity, findings: readonly Finding[]): string[] {
  const own = findings.filter((finding) => finding.severity === severity && !isAddition(finding));
  return changeLines(own).flatMap((line) => {
    const fields = byParent(line.what).map(code);
    const isShort = fields.join(", ").length <= LINE;
    const what = isShort && fields.length > 0 ? `: ${fields.join(", ")}` : "";
    const text = `- ${severity}: ${titleOfLine(line)}${what}`;
    const [only = "", ...more] = line.operations;
    const below = isShort ? [] : fields.map((field) => `  - ${field}`);
    if (more.length === 0) return [`${text} in ${code(only)}`, ...below];
    return [text, ...line.operations.map((operation) => `  - ${code(operation)}`), ...below];
  });
}

/** Names come from documents: as code they steer nothing. */
function code(text: string): string {
  return `\`${text.replace(/[`\n\r]/g, "'")}\``;
}
