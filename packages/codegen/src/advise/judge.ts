import type { Finding } from "../diff/finding.js";
import { describeFinding } from "../diff/format/lines.js";
import { RULES, type RuleId, type Severity } from "../diff/rules.js";
import { describeFact, remedyOf } from "../specs/behaviour/describe.js";
import { factsAbout, type KnownFact } from "../specs/behaviour/facts.js";
import type { Bench } from "./bench.js";
import type { Matcher } from "./match.js";
import { judgeConstant, judgeType } from "./named.js";
import { remedyFor } from "./remedies.js";
import type { Use } from "./uses.js";
import type { Verdict } from "./verdict.js";

/** Rules that break the named constants of a field; these are judged where they are used. */
const ABOUT_NAMES: ReadonlySet<RuleId> = new Set<RuleId>([
  "request-value-relabelled",
  "response-value-relabelled",
  "request-constants-dropped",
  "response-constants-dropped",
  "response-value-removed",
  "request-value-label-removed",
  "response-value-label-removed",
]);

/** What generated types say themselves, so that the compiler tells who is concerned. */
const IN_TYPES: ReadonlySet<KnownFact["kind"]> = new Set([
  "member-type",
  "member-extra",
  "member-optional",
  "result",
]);

const NAMED = 3;

/** What an upgrade means for one use. */
export function judge(use: Use, bench: Bench): Verdict[] {
  const { match, names } = bench;
  if (use.kind === "constant") return listOf(judgeConstant(use, bench));
  if (use.kind === "type") return listOf(judgeType(use.name, bench));
  if (vanishes(use.origin, match)) return [];
  const told = match.around(use).map((finding): Verdict => {
    const { operation, rule } = finding;
    const severity = severityFor(finding);
    const message = `${describeAlone(finding)}; ${RULES[rule].why}`;
    return { severity, rule, operation, message, remedy: remedyFor(finding, (key) => names.get(key)) };
  });
  if (use.kind !== "operation") return told;
  const known = factsAbout(bench.facts, use.operation)
    .filter(({ kind }) => !IN_TYPES.has(kind))
    .map((fact) => judgeFact(fact, names));
  const inside = use.untyped ? listOf(judgeUntyped(match.inside(use.operation), names)) : [];
  // What is refused has its successor told already.
  const isRefused = known.some(({ severity }) => severity === "breaking");
  return [...told.filter(({ rule }) => !isRefused || rule !== "operation-superseded"), ...inside, ...known];
}

/** A renamed argument is the same call, but a program that names the old one does not compile. */
function severityFor({ rule, severity }: Finding): Severity {
  if (rule === "path-parameter-renamed") return "breaking";
  return ABOUT_NAMES.has(rule) ? "risky" : severity;
}

/** Whether a value does not have the field any more either that it passes on now. */
function vanishes(origin: Use["origin"], match: Matcher): boolean {
  if (origin?.kind !== "field" && origin?.kind !== "argument") return false;
  return match.around(origin).some(({ rule }) => rule === "response-property-removed");
}

/** Changes inside of what an untyped request sends and gets: which of them matter only its author knows. */
function judgeUntyped(findings: readonly Finding[], names: ReadonlyMap<string, string>): Verdict | undefined {
  const [first] = [...findings].sort((a, b) => (a.severity < b.severity ? -1 : 1));
  if (!first) return undefined;
  const { operation, severity } = first;
  const more = findings.length - NAMED;
  const message = findings.slice(0, NAMED).map(describeAlone).join("; ");
  const name = names.get(operation);
  return {
    severity,
    operation,
    rule: "untyped-request",
    message: more > 0 ? `${message}; and ${more} more changes` : message,
    remedy: `compare them with what is sent and read here${name ? `, or call ${name}, which is typed` : ""}`,
  };
}

/** What controllers are known to do against their document. */
function judgeFact(fact: KnownFact, names: ReadonlyMap<string, string>): Verdict {
  const name = names.get(fact.remedy.use ?? "");
  const remedy = name === undefined ? remedyOf(fact) : `call ${name} (${fact.remedy.use})`;
  return {
    severity: fact.kind === "refused" ? "breaking" : "risky",
    rule: "known-behaviour",
    operation: fact.operation,
    message: describeFact(fact),
    remedy: remedy ?? "try it on a controller first",
  };
}

function describeAlone({ successor: _, ...finding }: Finding): string {
  return describeFinding(finding);
}

function listOf<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
