import type { Finding } from "../finding.js";
import { headline, reasonOf } from "../headline.js";
import type { DiffReport } from "../report.js";
import { SEVERITIES } from "../rules.js";
import {
  anchorsOf,
  byOperation,
  caveats,
  describeFinding,
  type FormatOptions,
  knownLines,
  releaseOf,
  reportTitle,
  TOP,
} from "./lines.js";

/** A report for a change log or a pull request. */
export function formatMarkdown(report: DiffReport, { full = false }: FormatOptions = {}): string {
  const { counts, changeGroups, tags } = report;
  const anchors = full ? anchorsOf(report.findings) : new Map<string, string>();
  const link = (operation: string): string => {
    const id = anchors.get(operation);
    return id === undefined ? code(operation) : `[${code(operation)}](#${id})`;
  };
  const lines = [
    `# ${escapeMarkdown(reportTitle(report))}`,
    "",
    `${counts.common} operations in both, ${counts.operationsAdded} added, ${counts.operationsRemoved} removed. ` +
      `${SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(", ")}: a ${releaseOf(report)} release.`,
    "",
  ];
  for (const line of caveats(report)) lines.push(`${escapeMarkdown(line)}.`, "");
  lines.push("## Most important", "");
  if (changeGroups.length === 0) lines.push("Nothing changed.");
  changeGroups.slice(0, TOP).forEach((group, at) => {
    lines.push(
      `${at + 1}. **${group.severity}**: ${escapeMarkdown(headline(group))} (${escapeMarkdown(reasonOf(group))})${placesOf(group, anchors)}`,
    );
  });
  const successors = full ? report.successors : report.successors.slice(0, TOP);
  if (successors.length > 0)
    lines.push("", "## Use instead", "", row(["operation", "", "use"]), row(["---", "---", "---"]));
  for (const { operation, why, use } of successors) lines.push(row([link(operation), why, link(use)]));
  const known = knownLines(report);
  if (known.length > 0) lines.push("", `## Controllers of ${report.after.id} differ from their document`, "");
  for (const line of known) lines.push(`- ${escapeMarkdown(line)}`);
  if (tags.length > 0) {
    const columns = ["tag", ...SEVERITIES, "added", "removed"];
    lines.push("", "## By tag", "", row(columns), row(columns.map((_, at) => (at === 0 ? "---" : "---:"))));
  }
  for (const tag of tags) {
    const numbers = [
      ...SEVERITIES.map((severity) => tag[severity]),
      tag.operationsAdded,
      tag.operationsRemoved,
    ];
    lines.push(row([escapeMarkdown(tag.tag), ...numbers.map(String)]));
  }
  if (full) {
    lines.push("", "## All changes");
    for (const [operation, findings] of byOperation(report.findings)) {
      lines.push("", `### <a id="${anchors.get(operation)}"></a>${code(operation)}`, "");
      for (const each of findings)
        lines.push(
          `- **${each.severity}**: ${escapeMarkdown(describeFinding(each))}${linksOf(each, anchors)}`,
        );
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

/** Links of a group of changes to the operations it is about, the first few. */
function placesOf(
  { operations }: DiffReport["changeGroups"][number],
  anchors: ReadonlyMap<string, string>,
): string {
  if (anchors.size === 0) return "";
  return ` ${operations
    .slice(0, 3)
    .map((operation, at) => `[${at + 1}](#${anchors.get(operation)})`)
    .join(" ")}`;
}

/** Link of a finding to the operation before or after it, and back. */
function linksOf({ successor, predecessor }: Finding, anchors: ReadonlyMap<string, string>): string {
  const id = anchors.get(successor ?? predecessor ?? "");
  return id === undefined ? "" : ` ([see](#${id}))`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]|#~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/\s*\n\s*/g, " ");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}
