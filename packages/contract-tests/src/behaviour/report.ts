import type { ScenarioPair, StepPair } from "./compare.js";
import type { Observation } from "./world.js";

/** Two versions in words: what differs first, then what both do alike. */
export function behaviourReport(before: string, after: string, pairs: readonly ScenarioPair[]): string {
  const lines = [
    `# Behaviour of ${before} and ${after}`,
    "",
    `Each client with a controller of its own version, simulated. Written by \`pnpm contract --accept\`; a run that`,
    "differs from this file fails.",
    "",
    "| scenario | steps | differ |",
    "| --- | ---: | ---: |",
    ...pairs.map(({ title, steps }) => `| ${title} | ${steps.length} | ${different(steps).length || ""} |`),
    "",
    "## What differs",
    "",
  ];
  for (const { title, steps } of pairs) {
    if (different(steps).length === 0) continue;
    lines.push(`### ${title}`, "");
    for (const pair of different(steps)) {
      lines.push(
        `${pair.step}`,
        "",
        "```text",
        ...side(before, pair.before),
        ...side(after, pair.after),
        "```",
        "",
      );
    }
  }
  if (pairs.every(({ steps }) => different(steps).length === 0)) lines.push("Nothing.", "");
  lines.push("## What both do", "");
  for (const { title, steps } of pairs) {
    const alike = steps.filter(({ same }) => same);
    if (alike.length === 0) continue;
    lines.push(`### ${title}`, "", "```text");
    for (const { step, before: observation } of alike) {
      lines.push(`${step}: ${observation?.outcome}`, ...(observation?.requests ?? []).map(indented));
    }
    lines.push("```", "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function different(steps: readonly StepPair[]): StepPair[] {
  return steps.filter(({ same }) => !same);
}

function side(id: string, observation: Observation | undefined): string[] {
  if (!observation) return [`${id}: not tried`];
  return [`${id}: ${observation.outcome}`, ...observation.requests.map(indented)];
}

function indented(line: string): string {
  return `  ${line}`;
}
