import { headline } from "../diff/headline.js";
import type { ReleasePlan } from "./plan.js";

/** Groups of changes per pair of snapshots that a summary names. */
const NAMED = 3;

/** A plan as a changeset file: the bump of each package, and a summary short enough for a change log. */
export function formatChangeset({ packages, reports }: ReleasePlan): string {
  const lines = ["---", ...packages.map(({ name, bump }) => `${JSON.stringify(name)}: ${bump}`), "---", ""];
  for (const { before, after, counts, changeGroups } of reports) {
    const severities = `${counts.breaking} breaking, ${counts.risky} risky, ${counts.additive} additive`;
    const range = before.id === after.id ? `${after.id}, read again` : `${before.id} to ${after.id}`;
    lines.push(`Controller ${range}: ${severities}.`, "");
    for (const group of changeGroups.slice(0, NAMED))
      lines.push(`- ${group.severity}: \`${plain(headline(group))}\``);
    if (before.id !== after.id) lines.push(`- everything: \`specs/${after.id}/CHANGES.md\``);
    lines.push("");
  }
  lines.push(...otherReasons(packages));
  return `${lines.join("\n").trimEnd()}\n`;
}

/** What no report says: first releases and entry points that came, went or moved; the same of several packages once. */
function otherReasons(packages: ReleasePlan["packages"]): string[] {
  const byText = new Map<string, string[]>();
  for (const { name, reasons } of packages) {
    for (const { text, isReported } of reasons)
      if (!isReported) byText.set(text, [...(byText.get(text) ?? []), `\`${plain(name)}\``]);
  }
  if (byText.size === 0) return [];
  return ["Snapshots:", "", ...[...byText].map(([text, names]) => `- ${plain(text)} (${names.join(", ")})`)];
}

function plain(text: string): string {
  return text.replace(/[`\r\n]/g, "'");
}
