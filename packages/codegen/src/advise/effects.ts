import type { Finding } from "../diff/finding.js";
import { describeFinding } from "../diff/format/lines.js";
import { RULES, type RuleId, type Severity } from "../diff/rules.js";
import { describeFact, remedyOf } from "../specs/behaviour/describe.js";
import { factsAbout, type KnownFact } from "../specs/behaviour/facts.js";
import type { Matcher } from "./match.js";
import { constantEffect, typeEffect } from "./named.js";
import type { Effect, Upgrade } from "./upgrade.js";
import type { Use } from "./uses.js";

/** Rules that break the named constants of a field; these are reported where they are used. */
const ABOUT_NAMES: ReadonlySet<RuleId> = new Set<RuleId>([
  "request-value-relabelled",
  "response-value-relabelled",
  "request-constants-dropped",
  "response-constants-dropped",
  "response-value-removed",
  "request-value-label-removed",
  "response-value-label-removed",
]);

/** What generated types say themselves, so that the compiler reports every use. */
const IN_TYPES: ReadonlySet<KnownFact["kind"]> = new Set([
  "member-type",
  "member-extra",
  "member-optional",
  "result",
]);

const NAMED = 3;

/** What an upgrade means for one use. */
export function effectsOf(use: Use, upgrade: Upgrade): Effect[] {
  const { match, names } = upgrade;
  if (use.kind === "constant") return listOf(constantEffect(use, upgrade));
  if (use.kind === "type") return listOf(typeEffect(use.name, upgrade));
  if (vanishes(use.origin, match)) return [];
  const changes = match.around(use).map((finding): Effect => {
    const { operation, rule } = finding;
    const severity = severityFor(finding);
    const message = `${describeAlone(finding)}; ${RULES[rule].why}`;
    return { severity, rule, operation, message, remedy: remedyFor(finding, (key) => names.get(key)) };
  });
  if (use.kind !== "operation") return changes;
  const known = factsAbout(upgrade.facts, use.operation)
    .filter(({ kind }) => !IN_TYPES.has(kind))
    .map((fact) => factEffect(fact, names));
  const inside = use.untyped ? listOf(untypedEffect(match.inside(use.operation), names)) : [];
  // What is refused already names its successor.
  const isRefused = known.some(({ severity }) => severity === "breaking");
  return [
    ...changes.filter(({ rule }) => !isRefused || rule !== "operation-superseded"),
    ...inside,
    ...known,
  ];
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

/** Changes inside of what an untyped request sends and gets: only its author can say which of them matter. */
function untypedEffect(findings: readonly Finding[], names: ReadonlyMap<string, string>): Effect | undefined {
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
function factEffect(fact: KnownFact, names: ReadonlyMap<string, string>): Effect {
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

type Remedy = string | ((finding: Finding) => string);

const leaf = ({ path = "" }: Finding): string =>
  path
    .split(".")
    .at(-1)
    ?.replace(/(\[\])+$/, "") ?? path;

/** What to do about a change, by its rule; the reason of the rule stands in for the rest. */
const REMEDIES: Partial<Record<RuleId, Remedy>> = {
  "operation-removed": "there is nothing to call instead: do without it",
  "operation-not-offered": "ask which kind of controller it is before calling it",
  "operation-renamed": ({ after }) => `call ${after}`,
  "path-parameter-renamed": ({ before, after }) => `rename the argument ${before} to ${after}`,
  "authorization-code-only-set": "use the authorizationCode grant",
  "permissions-changed": ({ after }) => `give the application one of: ${after}`,
  "group-moved": ({ after }) => `import its types from the subpath ${after}`,
  "paging-changed": "walk the pages with paginate, which supports both ways",
  "response-page-added": "read .data, or use paginate",
  "response-page-removed": "the rows are the result itself",
  "response-property-removed": (finding) => `stop reading ${leaf(finding)}`,
  "response-property-became-optional": (finding) => `handle ${leaf(finding)} being undefined`,
  "request-property-removed": (finding) => `stop sending ${leaf(finding)}`,
  "parameter-removed": (finding) => `stop passing ${leaf(finding)}`,
  "parameter-added-required": (finding) => `pass ${leaf(finding)}`,
  "parameter-became-required": (finding) => `always pass ${leaf(finding)}`,
  "request-property-added-required": (finding) => `send ${leaf(finding)}`,
  "request-property-became-required": (finding) => `always send ${leaf(finding)}`,
  "response-value-added": ({ after }) => `handle ${after}`,
  "request-value-removed": ({ before }) => `do not send ${before}`,
};

/** What to do about a change. */
function remedyFor(finding: Finding, nameOf: (operation: string) => string | undefined): string {
  if (finding.successor !== undefined) {
    const name = nameOf(finding.successor);
    return `call ${name === undefined ? finding.successor : `${name} (${finding.successor})`}`;
  }
  const remedy = REMEDIES[finding.rule];
  if (remedy === undefined) return "check the values used here against the new snapshot";
  return typeof remedy === "string" ? remedy : remedy(finding);
}
