import type { Finding } from "../diff/finding.js";
import type { RuleId } from "../diff/rules.js";
import type { Use } from "./uses.js";

/** Rules about a field that concern everybody who calls the operation, whether they name the field or not. */
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
export type Matcher = (use: Use) => Finding[];

/** @param used METHOD and path of the operations that the project calls; changes of a shared schema elsewhere do not count */
export function createMatcher(findings: readonly Finding[], used: ReadonlySet<string>): Matcher {
  const grave = findings.filter(({ severity }) => severity === "breaking" || severity === "risky");
  const byOperation = groupBy(grave, ({ operation }) => operation);
  const byField = groupBy(grave, ({ owner, path }) => `${owner} ${leafOf(path)}`);
  return (use) => {
    if (use.kind === "operation")
      return (byOperation.get(use.operation) ?? []).filter((finding) => concernsCallers(finding));
    if (use.kind === "argument") {
      const wanted = use.chain.join(".");
      return (byOperation.get(use.operation) ?? []).filter(
        ({ path = "", rule }) => path.replace(/^\w+\./, "") === wanted && !FOR_EVERY_CALLER.has(rule),
      );
    }
    const found = (byField.get(`${use.owner} ${use.chain.at(-1)}`) ?? []).filter(
      ({ path, rule }) => endsWith(path, use.chain) && !FOR_EVERY_CALLER.has(rule),
    );
    return onePerRule(found.filter(({ operation }) => used.has(operation)));
  };
}

function concernsCallers({ path, rule }: Finding): boolean {
  return path === undefined || FOR_EVERY_CALLER.has(rule) || path === "result" || path === "body";
}

/** The same change of the same schema is told once, in the first operation that has it. */
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
