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

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse}td,th{padding:.15rem .7rem;border-bottom:1px solid #ddd;text-align:right}
td:first-child,th:first-child{text-align:left}code,h3{font:13px ui-monospace,monospace}
.breaking{color:#b3261e}.risky{color:#8a5a00}.additive{color:#1a6b34}.editorial{color:#666}`;

/** A report as one page that needs nothing else. Every text is escaped. */
export function formatHtml(report: DiffReport, { full = false }: FormatOptions = {}): string {
  const { counts, changeGroups } = report;
  const anchors = full ? anchorsOf(report.findings) : new Map<string, string>();
  const title = escapeHtml(reportTitle(report));
  const severities = SEVERITIES.map(
    (severity) => `<span class="${severity}">${counts[severity]} ${severity}</span>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head><body>
<h1>${title}</h1>
<p>${counts.common} operations in both, ${counts.operationsAdded} added, ${counts.operationsRemoved} removed.
${severities.join(", ")}: a ${releaseOf(report)} release.</p>
${caveats(report)
  .map((line) => `<p>${escapeHtml(line)}.</p>\n`)
  .join("")}<h2>Most important</h2>
<ol>
${changeGroups
  .slice(0, TOP)
  .map((group) => groupItem(group, anchors))
  .join("\n")}
</ol>
${successorTable(report, full, anchors)}${knownList(report)}<h2 id="tags">By tag</h2>
${tagTable(report)}
${full ? allChanges(report.findings, anchors) : ""}</body></html>
`;
}

/** Text that is safe between tags and in attributes. */
function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

type Anchors = ReadonlyMap<string, string>;

function groupItem(group: DiffReport["changeGroups"][number], anchors: Anchors): string {
  const places = anchors.size === 0 ? [] : group.operations.slice(0, 3);
  const links = places.map((operation, at) => ` <a href="#${anchors.get(operation)}">${at + 1}</a>`).join("");
  return `<li><b class="${group.severity}">${group.severity}</b> ${escapeHtml(headline(group))}
<small>${escapeHtml(reasonOf(group))}</small>${links}</li>`;
}

/** An operation as a link to its changes, where they are on the page. */
function operationLink(operation: string, anchors: Anchors): string {
  const id = anchors.get(operation);
  const text = `<code>${escapeHtml(operation)}</code>`;
  return id === undefined ? text : `<a href="#${id}">${text}</a>`;
}

function knownList(report: DiffReport): string {
  const items = knownLines(report).map((line) => `<li>${escapeHtml(line)}</li>`);
  if (items.length === 0) return "";
  const title = `Controllers of ${escapeHtml(report.after.id)} differ from their document`;
  return `<h2>${title}</h2>\n<ul>\n${items.join("\n")}\n</ul>\n`;
}

function successorTable({ successors }: DiffReport, full: boolean, anchors: Anchors): string {
  if (successors.length === 0) return "";
  const rows = (full ? successors : successors.slice(0, TOP)).map(
    ({ operation, why, use }) =>
      `<tr><td>${operationLink(operation, anchors)}</td><td>${why}</td><td>${operationLink(use, anchors)}</td></tr>`,
  );
  return `<h2>Use instead</h2>\n<table>\n${rows.join("\n")}\n</table>\n`;
}

function tagTable({ tags }: DiffReport): string {
  const head = ["tag", ...SEVERITIES, "added", "removed"].map((name) => `<th>${name}</th>`).join("");
  const rows = tags.map((tag) => {
    const numbers = [
      ...SEVERITIES.map((severity) => tag[severity]),
      tag.operationsAdded,
      tag.operationsRemoved,
    ];
    return `<tr><td>${escapeHtml(tag.tag)}</td>${numbers.map((value) => `<td>${value}</td>`).join("")}</tr>`;
  });
  return `<table><tr>${head}</tr>\n${rows.join("\n")}\n</table>`;
}

function allChanges(findings: readonly Finding[], anchors: Anchors): string {
  const sections = [...byOperation(findings)].map(([operation, members]) => {
    const items = members.map((each) => {
      const other = each.successor ?? each.predecessor;
      const link = other === undefined ? "" : ` (${operationLink(other, anchors)})`;
      return `<li class="${each.severity}">${each.severity}: ${escapeHtml(describeFinding(each))}${link}</li>`;
    });
    return `<h3 id="${anchors.get(operation)}">${escapeHtml(operation)}</h3>\n<ul>\n${items.join("\n")}\n</ul>`;
  });
  return `<h2>All changes</h2>\n${sections.join("\n")}\n`;
}
