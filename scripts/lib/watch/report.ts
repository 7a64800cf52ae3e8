import { CHANGESET_PREFIX } from "@omada-sdk/codegen";
import type { PreparedImport } from "./prepare.js";
import type { WatchReport } from "./watch.js";

/** 0 nothing new, 1 something failed, 4 an import is prepared. */
export function exitCodeOf({ outcomes }: WatchReport): 0 | 1 | 4 {
  if (outcomes.some(({ status }) => status === "failed")) return 1;
  return outcomes.some(({ status }) => status === "prepared") ? 4 : 0;
}

/** A report for people: each source, each import with what changed, and what is left to do. */
export function reportText({ outcomes, imports, files, isWritten }: WatchReport): string {
  const lines = outcomes.map(
    ({ from, status, version, says }) =>
      `${status.padEnd(9)} ${from}${version === undefined ? "" : ` (${version})`}: ${says}`,
  );
  for (const { id, controllerVersion, operations, before, report } of imports) {
    const against = before === undefined || before === id ? "" : `, after ${before}`;
    lines.push("", `${id}: controller ${controllerVersion}, ${operations} operations${against}`);
    lines.push("", report.trimEnd());
  }
  if (imports.length === 0) return lines.join("\n");
  lines.push("", isWritten ? "written:" : "would be written:", ...files.map((file) => `  ${file}`));
  lines.push("", "next:", ...nextSteps(imports).map((step, at) => `  ${at + 1}. ${step}`));
  return lines.join("\n");
}

/** What only a person can decide. */
function nextSteps(imports: readonly PreparedImport[]): string[] {
  const all = (file: string): string => imports.map(({ id }) => `specs/${id}/${file}`).join(", ");
  const missed = imports.filter(({ overlaysMissed }) => overlaysMissed > 0);
  return [
    `review ${all("api.txt")} and the lines added to specs/names.lock.json, which are public names from now on`,
    `read ${all("CHANGES.md")}, and the bumps in .changeset/${CHANGESET_PREFIX}*.md`,
    ...missed.map(
      ({ id, overlaysMissed }) =>
        `look at overlay-missed in specs/${id}/import-report.json: ${overlaysMissed} entries of overlays do not hold any more`,
    ),
    ...imports
      .filter(({ factsFallen }) => factsFallen.length > 0)
      .map(
        ({ id, factsFallen }) =>
          `find out why ${id} has fewer facts (${factsFallen.join(", ")}): a convention of the texts may have changed`,
      ),
    "add the figures of step 6 of the playbook in CONTRIBUTING.md to the tests, and rows to specs/behaviour.json for what the new version does otherwise",
    "npm test",
    `git switch -c snapshot-${imports.map(({ id }) => id).join("-")}, and commit the files above together`,
  ];
}
