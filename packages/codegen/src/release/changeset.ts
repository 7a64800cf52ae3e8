import { headline } from "../diff/stories.js";
import type { ReleasePlan } from "./plan.js";

/** Stories per pair of snapshots that a summary names. */
const NAMED = 3;

/** A plan as a changeset file: the bump of each package, and a summary short enough for a change log. */
export function formatChangeset({ packages, reports }: ReleasePlan): string {
  const lines = ["---", ...packages.map(({ name, bump }) => `${JSON.stringify(name)}: ${bump}`), "---", ""];
  if (reports.length === 0) {
    const reasons = packages.flatMap(({ reasons: own }) => own);
    lines.push(`Snapshots: ${[...new Set(reasons)].map(plain).join("; ")}.`);
  }
  for (const { before, after, counts, stories } of reports) {
    const severities = `${counts.breaking} breaking, ${counts.risky} risky, ${counts.additive} additive`;
    const range = before.id === after.id ? `${after.id}, read again` : `${before.id} to ${after.id}`;
    lines.push(`Controller ${range}: ${severities}.`, "");
    for (const story of stories.slice(0, NAMED))
      lines.push(`- ${story.severity}: \`${plain(headline(story))}\``);
    if (before.id !== after.id) lines.push(`- everything: \`specs/${after.id}/CHANGES.md\``);
    lines.push("");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function plain(text: string): string {
  return text.replace(/[`\r\n]/g, "'");
}
