import type { DiffReport } from "../report.js";
import { formatHtml } from "./html.js";
import { formatJson } from "./json.js";
import type { FormatOptions } from "./lines.js";
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
