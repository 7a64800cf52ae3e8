import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SiteData } from "./data.js";
import { PAGE_SCRIPT } from "./page-script.js";

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:90rem;padding:0 1rem;color:#1b1f24}
input{font:inherit;padding:.4rem;width:min(40rem,70vw)}select{font:inherit;padding:.4rem}
table{border-collapse:collapse;margin-top:1rem;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;
border-bottom:1px solid #ddd}code{overflow-wrap:anywhere}.deprecated code{text-decoration:line-through}
details{color:#555;font-size:13px}`;

/** Writes the page and, for other programs, its data. */
export async function writeSite(data: SiteData, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "index.html"), renderPage(data));
  await writeFile(join(out, "data.json"), `${JSON.stringify(data)}\n`);
}

/** The page, with its data inside: it works from a file, without a server. */
function renderPage(data: SiteData): string {
  const hash = createHash("sha256").update(PAGE_SCRIPT).digest("base64");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
  const ids = data.snapshots.map(({ id }) => escapeHtml(id));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Omada Open API: operations by controller version</title><style>${STYLE}</style></head><body>
<h1>Omada Open API</h1>
<p>Search by name, path, tag, permission or error code. A column per snapshot shows where an operation exists.</p>
<input id="query" type="search" aria-label="Search" placeholder="clients, siteTemplates, -33004, ..." autofocus>
<select id="snapshot" aria-label="Only operations of"><option value="">all snapshots</option>
${ids.map((id) => `<option>${id}</option>`).join("")}</select>
<p id="count"></p>
<noscript>The list needs JavaScript; data.json beside this page holds the same.</noscript>
<table><thead><tr><th>operation</th><th>method</th><th>tag</th>${ids.map((id) => `<th>${id}</th>`).join("")}</tr></thead>
<tbody id="rows"></tbody></table>
${questionTable(data.questions)}<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${PAGE_SCRIPT}</script>
</body></html>
`;
}

function questionTable(questions: SiteData["questions"]): string {
  if (questions.length === 0) return "";
  const rows = questions.map(({ question, status, evidence }) => {
    const cells = [question, status, evidence].map((text) => `<td>${escapeHtml(text)}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<h2>Where controllers differ beside their documents</h2>
<table><thead><tr><th>question</th><th>status</th><th>evidence</th></tr></thead><tbody>${rows.join("\n")}</tbody></table>
`;
}

/** JSON that cannot end the element it stands in. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
