import { headline } from "../headline.js";
import type { DiffReport } from "../report.js";
import { type FormatOptions, releaseOf, TOP } from "./lines.js";

/** A report for programs; `full` adds every finding. */
export function formatJson(report: DiffReport, { full = false }: FormatOptions = {}): string {
  const { findings, stories, ...rest } = report;
  const told = (full ? stories : stories.slice(0, TOP)).map((story) => ({
    headline: headline(story),
    ...story,
  }));
  const value = { ...rest, release: releaseOf(report), stories: told, ...(full ? { findings } : {}) };
  return `${JSON.stringify(value, null, 2)}\n`;
}
