import type { BreakingChange } from "./breaking-change.js";
import { type Exception, exceptionFor, type Matches } from "./match.js";

/** What one program calls breaking on one pair of snapshots, compared with our findings. */
export interface RefereeResult {
  pair: string;
  tool: BreakingChange["tool"];
  matches: Matches;
}

/** What the comparison says, and what is wrong with it. */
export interface RefereeReport {
  text: string;
  /** Changes that we neither share nor excuse, and exceptions that excuse nothing. */
  problems: string[];
}

/** Sums the comparison up, excuses what the reviewed list excuses and names the rest. */
export function refereeReport(
  results: readonly RefereeResult[],
  exceptions: readonly Exception[],
  versions: Readonly<Record<BreakingChange["tool"], string>>,
): RefereeReport {
  const used = new Map<Exception, number>();
  const problems: string[] = [];
  const lines = [
    "# Two other programs on the same snapshots",
    "",
    "Every change that they call breaking is found by our diff too (a breaking or risky change of the same kind at the same",
    "place), or lies inside of what our diff calls removed, replaced or of another type (around), or is where a snapshot",
    "has lost a keyword, or stands in `referee-exceptions.json` with the reason why it breaks nothing. Written by",
    "`pnpm contract --referees --accept`.",
    "",
    "| pair | program | breaking | found by us | around | lost | excused | open |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
  ];
  for (const { pair, tool, matches } of results) {
    const { found, around, milder, lost, missed } = matches;
    const disputed = [...milder, ...missed];
    const open = disputed.filter((change) => {
      const exception = exceptionFor(change, pair, exceptions);
      if (exception) used.set(exception, (used.get(exception) ?? 0) + 1);
      return exception === undefined;
    });
    const cells = [
      pair,
      versions[tool],
      found.length + around.length + lost.length + disputed.length,
      found.length,
      around.length,
      lost.length,
    ];
    lines.push(`| ${[...cells, disputed.length - open.length, open.length].join(" | ")} |`);
    for (const { rule, operation, place } of open)
      problems.push(`${pair}, ${tool}: ${rule} ${operation} ${place}`.trimEnd());
  }
  lines.push("", "## Lost", "");
  for (const { pair, tool, matches } of results) {
    const counts = new Map<string, number>();
    for (const { change, keyword } of matches.lost) {
      const key = `${change.rule}, "${keyword}"`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of counts) lines.push(`- ${pair}, ${tool}, ${key} is lost: ${count} times`);
  }
  lines.push("", "## Excused", "");
  for (const exception of exceptions) {
    const { pair, tool, rule, reason } = exception;
    lines.push(`- ${pair}, ${tool}, ${rule}, ${used.get(exception) ?? 0} times: ${reason}`);
    if (!used.has(exception))
      problems.push(`the exception ${pair}, ${tool}, ${rule} excuses nothing: remove it`);
  }
  return { text: `${lines.join("\n")}\n`, problems };
}
