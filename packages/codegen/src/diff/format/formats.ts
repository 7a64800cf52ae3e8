import { headline } from "../headline.js";
import type { DiffReport } from "../report.js";
import { formatHtml } from "./html.js";
import { type FormatOptions, releaseOf, TOP } from "./lines.js";
import { formatMarkdown } from "./markdown.js";
import { formatText } from "./text.js";

/** Every form a report can be written in, by the name commands know it by. */
export const DIFF_FORMATS: ReadonlyMap<string, (report: DiffReport, options: FormatOptions) => string> =
  new Map([
    ["text", formatText],
    ["json", formatJson],
    ["md", formatMarkdown],
    ["html", formatHtml],
  ]);

/** A report for programs; `full` adds every finding. */
export function formatJson(report: DiffReport, { full = false }: FormatOptions = {}): string {
  const { findings, changeGroups, ...rest } = report;
  const shown = (full ? changeGroups : changeGroups.slice(0, TOP)).map((group) => ({
    headline: headline(group),
    ...group,
  }));
  const value = { ...rest, release: releaseOf(report), changeGroups: shown, ...(full ? { findings } : {}) };
  return `${JSON.stringify(value, null, 2)}\n`;
}
