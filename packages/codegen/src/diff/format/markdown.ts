import type { DiffReport } from "../report.js";
import { SEVERITIES } from "../rules.js";
import { headline, reasonOf } from "../stories.js";
import {
  byOperation,
  describeFinding,
  type FormatOptions,
  notComparableLine,
  releaseOf,
  TOP,
  titleOf,
} from "./lines.js";

/** A report for a change log or a pull request. */
export function formatMarkdown(report: DiffReport, { full = false }: FormatOptions = {}): string {
  const { counts, stories, tags } = report;
  const lines = [
    `# ${escapeMarkdown(titleOf(report))}`,
    "",
    `${counts.common} operations in both, ${counts.operationsAdded} added, ${counts.operationsRemoved} removed. ` +
      `${SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(", ")}: a ${releaseOf(report)} release.`,
    "",
  ];
  const lost = notComparableLine(report);
  if (lost) lines.push(`${escapeMarkdown(lost)}.`, "");
  lines.push("## Most important", "");
  if (stories.length === 0) lines.push("Nothing changed.");
  stories.slice(0, TOP).forEach((story, at) => {
    lines.push(
      `${at + 1}. **${story.severity}**: ${escapeMarkdown(headline(story))} (${escapeMarkdown(reasonOf(story))})`,
    );
  });
  const successors = full ? report.successors : report.successors.slice(0, TOP);
  if (successors.length > 0)
    lines.push("", "## Use instead", "", row(["operation", "", "use"]), row(["---", "---", "---"]));
  for (const { operation, why, use } of successors) lines.push(row([code(operation), why, code(use)]));
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
      lines.push("", `### ${code(operation)}`, "");
      for (const each of findings)
        lines.push(`- **${each.severity}**: ${escapeMarkdown(describeFinding(each))}`);
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
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
