import {
  type ChangeGroup,
  describeFact,
  exportedNames,
  type Finding,
  groupFindings,
  type KnownFact,
  type LostName,
  RULES,
  remedyOf,
  SEVERITIES,
  type Severity,
} from "@omada-sdk/codegen";
import { keyOfOperation, reachableNames } from "@omada-sdk/model";
import type { Comparison } from "../changes.js";
import type { Site, SiteOperation, SiteSnapshot } from "../site.js";
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
  /** Schemas that the fields belong to. */
  types: string[];
  /** These, and the exported types that hold them: a program that imports one is concerned. */
  concerned: string[];
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
  { report, before, after }: Comparison,
  { byKey }: Pick<Site, "byKey">,
): Map<Severity, ShownChange[]> {
  const shown = new Map<Severity, ShownChange[]>(SEVERITIES.map((severity) => [severity, []]));
  const holders = [holdersOf(before), holdersOf(after)];
  for (const { group, members } of groupFindings(report.findings))
    shown.get(group.severity)?.push(shownChange(group, members, byKey, holders));
  return shown;
}

/** Which exported types hold a schema, directly or through others. */
type Holders = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<SiteSnapshot, Holders>();

function holdersOf(snapshot: SiteSnapshot): Holders {
  const made = known.get(snapshot) ?? findHolders(snapshot);
  known.set(snapshot, made);
  return made;
}

function findHolders({ model }: SiteSnapshot): Holders {
  const holders = new Map<string, Set<string>>();
  for (const { types } of exportedNames(model).values()) {
    for (const type of types) {
      const schema = model.schemas.get(type);
      for (const name of schema ? reachableNames([schema], model.schemas) : [])
        entry(holders, name, () => new Set<string>()).add(type);
    }
  }
  return holders;
}

function shownChange(
  group: ChangeGroup,
  members: readonly Finding[],
  byKey: Site["byKey"],
  holders: readonly Holders[],
): ShownChange {
  const { severity, rules, fields, tags, before, after } = group;
  const byOperation = new Map<string, Finding[]>();
  for (const each of members) entry(byOperation, each.operation, () => []).push(each);
  const types = unique(members.flatMap(({ owner }) => owner ?? [])).sort();
  const isGrave = severity === "breaking" || severity === "risky";
  return {
    severity,
    title: unique(rules.map((rule) => RULES[rule].title)).join(", "),
    why: unique(rules.map((rule) => RULES[rule].why)).join("; "),
    ...{ fields, tags },
    values: rules.includes("operation-refused") ? `answers ${after}` : valuesText({ before, after }),
    types,
    concerned: unique(
      types.flatMap((type) => [type, ...holders.flatMap((each) => [...(each.get(type) ?? [])])]),
    ).sort(),
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

/** What a controller does against its document, and what to do about it: another operation to call, or words. */
export function factText(
  fact: KnownFact,
  byKey: Site["byKey"],
): { really: string; call?: string; remedy?: string } {
  const really = describeFact(fact);
  const use = fact.remedy.use === undefined ? undefined : pageOf(fact.remedy.use, byKey);
  if (use) return { really, call: use.name };
  const remedy = remedyOf(fact);
  return { really, ...(remedy === undefined ? {} : { remedy }) };
}

/**
 * What to import instead of a name, in words.
 * @param keepsAliases whether clients of the newer snapshot keep old names of what has the same shape
 */
export function insteadOf(lost: LostName, keepsAliases: boolean): string {
  const { successor, instead, elsewhere, kind } = lost;
  if (successor !== undefined) {
    const same = `import ${successor}, which has the same ${kind === "type" ? "members" : "values"}`;
    return keepsAliases ? `${same}; the old name stays as a deprecated alias` : same;
  }
  if (elsewhere !== undefined) return `import it from the group ${elsewhere}`;
  if (instead !== undefined) return `import ${instead}, which stands at its place and is not the same`;
  return kind === "type" ? "no type stands at its place" : "write the values themselves";
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
