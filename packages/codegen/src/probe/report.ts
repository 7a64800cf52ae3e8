import type { Drift, DriftKind } from "./drift.js";
import type { ProbeResult } from "./probe.js";
import type { SkipReason } from "./skip.js";

const TITLES: Record<DriftKind, string> = {
  "missing-result": "no result where the snapshot declares one",
  "undeclared-field": "field that the snapshot does not know",
  "missing-required": "field missing that is always there",
  "wrong-type": "other type",
  "unlisted-value": "value that is not in the table",
  "unlisted-code": "error code that is not listed",
  unsupported: "operation not offered",
};

const REASONS: Record<SkipReason, string> = {
  acts: "make the controller act, or may, though they are asked for with GET",
  "unknown-id": "no answer had the id they need",
  "unknown-argument": "need an argument that cannot be guessed",
  "needs-user": "need the token of a user",
  file: "answer with a file",
  msp: "are for MSP mode",
  limit: "were beyond the limit of questions",
  refused: "were refused: not offered, or because of permission, load or arguments",
  failed: "failed",
  foreign:
    "were answered with something else than the API answers: a web page, a file, JSON without an envelope",
  stopped: "were not asked any more",
};

/** Share of the readable operations whose answer was compared, in percent, rounded down. */
export function coverageOf({ readable, compared }: ProbeResult): number {
  return readable === 0 ? 0 : Math.floor((compared.length / readable) * 100);
}

/** The drifts that no known fact explains. */
export function newDrifts({ drifts }: Pick<ProbeResult, "drifts">): Drift[] {
  return drifts.filter(({ known }) => known === undefined);
}

/** One line for a compatibility matrix: version, flavour, coverage, answers that held nothing, failures, drifts. */
export function certificateOf(result: ProbeResult, controllerVersion: string | undefined): string {
  const { snapshot, flavour, readable, compared, empty, skipped, drifts, stopped } = result;
  const version = (controllerVersion ?? "unknown").replace(/[^\w.-]/g, "").slice(0, 40);
  const failed = skipped.filter(({ reason }) => reason === "failed" || reason === "foreign").length;
  return [
    `omada-contract snapshot=${snapshot} flavour=${flavour} controller=${version}`,
    `compared=${compared.length}/${readable} (${coverageOf(result)} %) empty=${empty.length} failed=${failed}`,
    `drift=${drifts.length} new=${newDrifts(result).length}${stopped ? " stopped=failures" : ""}`,
  ].join(" ");
}

/** All that a probe found, fit to be published: ids, names and addresses are not in it. */
export function formatDriftReport(result: ProbeResult, controllerVersion: string | undefined): string {
  const lines = ["# Controller and snapshot", "", `\`${certificateOf(result, controllerVersion)}\``, ""];
  if (result.stopped) {
    const { failures } = result.stopped;
    lines.push(
      `**Stopped: ${failures} questions in a row came to nothing.** What follows is of those before.`,
      "",
    );
  }
  lines.push("## Drift", "");
  if (result.drifts.length === 0)
    lines.push(result.compared.length > 0 ? "None." : "Nothing could be compared.");
  for (const kind of Object.keys(TITLES) as DriftKind[]) {
    const own = result.drifts.filter((drift) => drift.kind === kind);
    if (own.length > 0) lines.push(`### ${TITLES[kind]}`, "", ...own.map(driftLine), "");
  }
  lines.push("", "## Not compared", "", ...notCompared(result));
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function notCompared({ empty, skipped }: ProbeResult): string[] {
  const lines =
    empty.length > 0 ? [`- ${empty.length} were answered with nothing: no result, empty lists`] : [];
  for (const reason of Object.keys(REASONS) as SkipReason[]) {
    const own = skipped.filter((each) => each.reason === reason);
    if (own.length > 0) lines.push(`- ${own.length} ${REASONS[reason]}${tally(own)}`);
  }
  return lines;
}

/** How often each detail occurs: ` (HTTP 502: 3, TypeError: 1)`. */
function tally(skipped: ProbeResult["skipped"]): string {
  const counts = new Map<string, number>();
  for (const { detail } of skipped)
    if (detail !== undefined) counts.set(detail, (counts.get(detail) ?? 0) + 1);
  const parts = [...counts].map(([detail, count]) => `${detail}: ${count}`);
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

function driftLine({ operation, path, declared, seen, known }: Drift): string {
  const where = path === undefined ? "" : ` \`${path}\``;
  const expected = declared === undefined ? "" : `, declared ${declared}`;
  const was = seen === undefined ? "" : `: ${seen}`;
  return `- \`${operation}\`${where}${was}${expected}${known === undefined ? "" : ` (known: ${known})`}`;
}
