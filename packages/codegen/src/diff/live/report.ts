import type { Drift, DriftKind } from "./drift.js";
import type { ProbeResult, SkipReason } from "./probe.js";

const TITLES: Record<DriftKind, string> = {
  "undeclared-field": "field that the snapshot does not know",
  "missing-required": "field missing that is always there",
  "wrong-type": "other type",
  "unlisted-value": "value that is not in the table",
  "unlisted-code": "error code that is not listed",
  unsupported: "operation not offered",
};

const REASONS: Record<SkipReason, string> = {
  "unknown-id": "no answer told the id they need",
  "unknown-argument": "need an argument that nobody can guess",
  "needs-user": "need the token of a user",
  file: "answer with a file",
  msp: "are for MSP mode",
  limit: "were beyond the limit of questions",
  refused: "were refused because of permission, load or arguments",
  failed: "did not answer with JSON",
};

/** One line for a compatibility matrix: version, flavour, coverage, drifts. */
export function certificateOf(result: ProbeResult, controllerVersion: string | undefined): string {
  const { snapshot, flavour, readable, compared, drifts } = result;
  const share = readable === 0 ? 0 : Math.round((compared.length / readable) * 100);
  const version = (controllerVersion ?? "unknown").replace(/[^\w.-]/g, "").slice(0, 40);
  const fresh = drifts.filter(({ known }) => known === undefined).length;
  return `omada-contract snapshot=${snapshot} flavour=${flavour} controller=${version} compared=${compared.length}/${readable} (${share} %) drift=${drifts.length} new=${fresh}`;
}

/** All that a probe found, to be shown to anybody: ids, names and addresses are not in it. */
export function formatDriftReport(result: ProbeResult, controllerVersion: string | undefined): string {
  const lines = ["# Controller and snapshot", "", `\`${certificateOf(result, controllerVersion)}\``, ""];
  lines.push("## Drift", "");
  if (result.drifts.length === 0) lines.push("None.");
  for (const kind of Object.keys(TITLES) as DriftKind[]) {
    const own = result.drifts.filter((drift) => drift.kind === kind);
    if (own.length > 0) lines.push(`### ${TITLES[kind]}`, "", ...own.map(driftLine), "");
  }
  lines.push("", "## Not compared", "");
  for (const reason of Object.keys(REASONS) as SkipReason[]) {
    const count = result.skipped.filter((each) => each.reason === reason).length;
    if (count > 0) lines.push(`- ${count} ${REASONS[reason]}`);
  }
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function driftLine({ operation, path, declared, seen, known }: Drift): string {
  const where = path === undefined ? "" : ` \`${path}\``;
  const told = declared === undefined ? "" : `, declared ${declared}`;
  const was = seen === undefined ? "" : `: ${seen}`;
  return `- \`${operation}\`${where}${was}${told}${known === undefined ? "" : ` (known: ${known})`}`;
}
