import { ABOUT_EXPORTS } from "../diff/exports.js";
import type { Finding } from "../diff/finding.js";
import type { RuleId } from "../diff/rules.js";
import type { SnapshotItem } from "./declared.js";

/** Rules about a field that concern all callers of the operation, whether they name the field or not. */
const FOR_EVERY_CALLER: ReadonlySet<RuleId> = new Set<RuleId>([
  "parameter-added-required",
  "parameter-became-required",
  "body-added-required",
  "body-removed",
  "body-became-required",
  "body-media-type-changed",
  "request-property-added-required",
  "request-property-became-required",
  "response-removed",
  "response-page-added",
  "response-page-removed",
  "search-fields-changed",
  "filter-fields-changed",
]);

/** Finds which changes a use is hit by. */
export interface Matcher {
  /** Those of the operation itself, or of the field that is named. */
  around(use: Extract<SnapshotItem, { kind: "operation" | "argument" | "field" }>): Finding[];
  /** Those of everything that an operation takes and gives. */
  inside(operation: string): Finding[];
}

/**
 * @param used METHOD and path of the operations that the project calls; changes of a shared schema elsewhere do not
 * count
 */
export function createMatcher(findings: readonly Finding[], used: ReadonlySet<string>): Matcher {
  const grave = findings
    .filter(({ rule, severity }) => {
      return severity === "breaking" || severity === "risky" || rule === "path-parameter-renamed";
    })
    // Importers of the names are reported; callers of the operation need not know.
    .filter(({ rule }) => !ABOUT_EXPORTS.has(rule))
    // Known behaviour is reported with its evidence.
    .filter(({ rule }) => rule !== "operation-refused");
  const byOperation = groupBy(grave, ({ operation }) => operation);
  const ofUsed = grave.filter(({ operation, rule }) => used.has(operation) && !FOR_EVERY_CALLER.has(rule));
  const byField = groupBy(ofUsed, ({ owner, path }) => `${owner} ${leafOf(path)}`);
  const replaced = groupBy(
    ofUsed.filter(({ rule }) => rule.endsWith("-type-replaced")),
    ({ owner }) => `${owner}`,
  );
  const of = (operation: string): Finding[] => byOperation.get(operation) ?? [];
  return {
    inside: (operation) => of(operation).filter((finding) => !concernsCallers(finding)),
    around: (use) => {
      if (use.kind === "operation") return of(use.operation).filter(concernsCallers);
      if (use.kind === "argument") return of(use.operation).filter((finding) => isAt(finding, use.chain));
      const found = byField.get(`${use.owner} ${use.chain.at(-1)}`) ?? [];
      const own = found.filter(({ path }) => endsWith(path, use.chain));
      return onePerRule([...own, ...(replaced.get(use.owner) ?? [])]);
    },
  };
}

/** Whether a change is of what a method's own declaration calls so: `body.name`, or `page` of the query. */
function isAt({ path, rule }: Finding, chain: readonly string[]): boolean {
  const wanted = chain.join(".");
  const at = plain(path ?? "");
  return (at === wanted || at.replace(/^\w+\./, "") === wanted) && !FOR_EVERY_CALLER.has(rule);
}

function concernsCallers({ path, rule }: Finding): boolean {
  return path === undefined || FOR_EVERY_CALLER.has(rule) || path === "result" || path === "body";
}

/** The same change of the same schema is reported once, in the first operation that has it. */
function onePerRule(findings: readonly Finding[]): Finding[] {
  return [...new Map([...findings].reverse().map((finding) => [finding.rule, finding])).values()];
}

function endsWith(path = "", chain: readonly string[]): boolean {
  return `.${plain(path)}`.endsWith(`.${chain.join(".")}`);
}

function leafOf(path = ""): string {
  return plain(path).split(".").at(-1) ?? "";
}

function plain(path: string): string {
  return path.replace(/\[\]|\.\*/g, "");
}

function groupBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const members = groups.get(key);
    if (members) members.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}
