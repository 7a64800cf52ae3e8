import {
  type ChangeGroup,
  describeFact,
  type Finding,
  groupFindings,
  type KnownFact,
  type LostName,
  RULES,
  remedyOf,
  SEVERITIES,
  type Severity,
} from "@omada-sdk/codegen";
import { keyOfOperation } from "@omada-sdk/model";
import type { Comparison } from "../changes.js";
import type { Site, SiteOperation } from "../site.js";
import { entry } from "./placed.js";

/** An operation of a change, with what it is about there. */
export interface ChangedOperation {
  name: string;
  /** What happens there; empty where the group says all of it. */
  details: string[];
  /** Name of the operation to call instead. */
  use?: string;
}

/** A group of changes as a page shows it. */
export interface ShownChange {
  severity: Severity;
  title: string;
  /** Why it is as grave as it is. */
  why: string;
  /** Fields, or nothing. */
  fields: string[];
  /** Values before and after, or nothing. */
  values: string;
  tags: string[];
  /** Schemas that the fields belong to: a program that imports one of these types is concerned. */
  types: string[];
  operations: ChangedOperation[];
  findings: number;
}

/** What each severity means for users of a client. */
export const MEANINGS: Readonly<Record<Severity, string>> = {
  breaking: "programs stop compiling, or calls start to fail",
  risky: "programs still compile and may behave otherwise",
  additive: "there is more than before",
  editorial: "nothing to do",
};

/** Every group of changes by severity, the most important first. */
export function shownChanges(
  { report }: Comparison,
  site: Pick<Site, "byKey">,
): Map<Severity, ShownChange[]> {
  const shown = new Map<Severity, ShownChange[]>(SEVERITIES.map((severity) => [severity, []]));
  for (const { group, members } of groupFindings(report.findings))
    shown.get(group.severity)?.push(shownChange(group, members, site));
  return shown;
}

function shownChange(
  group: ChangeGroup,
  members: readonly Finding[],
  { byKey }: Pick<Site, "byKey">,
): ShownChange {
  const { severity, rules, fields, tags, before, after } = group;
  const byOperation = new Map<string, Finding[]>();
  for (const each of members) entry(byOperation, each.operation, () => []).push(each);
  const isGrave = severity === "breaking" || severity === "risky";
  return {
    severity,
    title: unique(rules.map((rule) => RULES[rule].title)).join(", "),
    why: unique(rules.map((rule) => RULES[rule].why)).join("; "),
    ...{ fields, tags },
    values: rules.includes("operation-refused") ? `answers ${after}` : valuesText({ before, after }),
    types: unique(members.flatMap(({ owner }) => owner ?? [])).sort(),
    operations: [...byOperation].map(([operation, own]) => {
      const successor = own.find((each) => each.successor !== undefined)?.successor;
      const use = successor === undefined ? undefined : pageOf(successor, byKey)?.name;
      return {
        name: nameOf(operation, own[0]?.name ?? operation, byKey),
        details: isGrave ? own.flatMap((each) => detailOf(each, members.length)) : [],
        ...(use === undefined ? {} : { use }),
      };
    }),
    findings: members.length,
  };
}

/** The name that the operation's page has. */
function nameOf(operation: string, fallback: string, byKey: Site["byKey"]): string {
  return pageOf(operation, byKey)?.name ?? fallback;
}

/** The operation of METHOD and path, if the site has it. */
export function pageOf(operation: string, byKey: Site["byKey"]): SiteOperation | undefined {
  return byKey.get(keyOfOperation(operation));
}

function detailOf({ path, before, after, rule }: Finding, siblings: number): string[] {
  const values = valuesText({ before, after });
  // Of a group of one, the line of the group says it.
  if (path === undefined && (values === "" || siblings === 1)) return [];
  return [`${path ?? RULES[rule].title}${values === "" ? "" : ` ${values}`}`];
}

const MOST_LETTERS = 120;

/** `was string`, `now integer`, `1 → 2`. */
function valuesText({ before, after }: { before?: string | undefined; after?: string | undefined }): string {
  const cut = (text: string): string =>
    text.length > MOST_LETTERS ? `${[...text].slice(0, MOST_LETTERS).join("")}…` : text;
  if (before === undefined) return after === undefined ? "" : `now ${cut(after)}`;
  return after === undefined ? `was ${cut(before)}` : `${cut(before)} → ${cut(after)}`;
}

/** What a controller does against its document, and what to do about it. */
export function factText(fact: KnownFact): { really: string; remedy?: string } {
  const remedy = remedyOf(fact);
  return { really: describeFact(fact), ...(remedy === undefined ? {} : { remedy }) };
}

/** What to import instead of a name, in words. */
export function insteadOf({ successor, instead, elsewhere, kind }: LostName): string {
  if (successor !== undefined)
    return `import ${successor}, which has the same ${kind === "type" ? "members" : "values"}`;
  if (elsewhere !== undefined) return `import it from the group ${elsewhere}`;
  if (instead !== undefined) return `import ${instead}, which stands at its place and is not the same`;
  return kind === "type" ? "no type stands at its place" : "write the values themselves";
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
