import { RULES, type Rule, SEVERITIES, type Severity } from "../rules.js";

const MEANINGS: Readonly<Record<Severity, string>> = {
  breaking: "code stops compiling, or calls start to fail: a major release",
  risky: "code still compiles and may behave otherwise: a minor release",
  additive: "there is more than before: a minor release",
  editorial: "nothing to do: a patch release",
};

/** The rules of the diff as a table for readers, the gravest first. */
export function formatRules(): string {
  const rules = Object.entries<Rule>(RULES);
  const lines = [
    "# Rules of the diff",
    "",
    "Every kind of change that `pnpm specs:diff` distinguishes: how grave it is for users of a typed client, and why. Ids are",
    "stable. Written by `pnpm contract --accept` from `packages/codegen/src/diff/rules.ts`.",
    "",
    "Not compared are titles, which only name things, and what snapshots do not hold: descriptions, the texts of error",
    "codes and the tables of the guides. Those are the vendor's words; of them only the mined facts are kept and compared",
    "(numbers of error codes, values with their labels, ranges, units, permissions and the like). The order of members,",
    "values and parameters means nothing.",
    "",
    "Of what is editorial, `path-parameter-renamed` still asks for a major release: the wire is the same, but programs",
    "have to rename one argument. `type-name-renamed` and `constant-renamed` do not: an alias keeps the old name.",
  ];
  for (const severity of SEVERITIES) {
    const own = rules.filter(([, rule]) => rule.severity === severity);
    lines.push("", `## ${severity}`, "", `${own.length} rules: ${MEANINGS[severity]}.`, "");
    lines.push("| id | title | because |", "| --- | --- | --- |");
    for (const [id, { title, why }] of own) lines.push(`| \`${id}\` | ${title} | ${why} |`);
  }
  return `${lines.join("\n")}\n`;
}
