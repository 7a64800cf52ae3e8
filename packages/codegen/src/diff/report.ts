import { type ApiModel, methodAndPath } from "@omada-sdk/model";
import type { LostName } from "../exported/lost-names.js";
import type { KnownFact } from "../specs/behaviour/facts.js";
import { factsFor, operationOf } from "../specs/behaviour/misfits.js";
import { changeGroupsOf } from "./change-groups.js";
import { compareModels, type DiffOptions } from "./diff-models.js";
import { type ChangeGroup, type Finding, isAddition, isRemoval } from "./finding.js";
import { RULES, SEVERITIES, type Severity } from "./rules.js";
import { weightOf } from "./weights.js";

export type SeverityCounts = Record<Severity, number>;

/** Numbers of one tag. */
export interface TagSummary extends SeverityCounts {
  tag: string;
  operationsAdded: number;
  operationsRemoved: number;
}

export interface Successor {
  operation: string;
  why: "refused" | "removed" | "not-offered" | "deprecated" | "superseded";
  use: string;
}

/** One of the two snapshots of a report. */
export interface ComparedSnapshot {
  id: string;
  controllerVersion: string;
  operations: number;
  /** Month or day that its documents are of. */
  capturedOn?: string;
}

/** All that a report of two snapshots says, before it is given a format. */
export interface DiffReport {
  before: ComparedSnapshot;
  after: ComparedSnapshot;
  counts: SeverityCounts & { operationsAdded: number; operationsRemoved: number; common: number };
  /** Every group of changes, the most important first; formats show ten of them unless asked for all. */
  changeGroups: ChangeGroup[];
  /** Operations that are gone, going or superseded, with the one to use instead; the most used first. */
  successors: Successor[];
  tags: TagSummary[];
  /** Differences that are none: a recovered snapshot has lost the keyword. */
  notComparable: { total: number; byKeyword: Record<string, number> };
  /** What controllers of the newer snapshot do against their document; reported beside the changes. */
  known: KnownFact[];
  /** Names that programs import of the older snapshot and not of the newer one. */
  lostNames: LostName[];
  findings: Finding[];
}

/** What {@link diffReport} takes on top of {@link DiffOptions}. */
export interface ReportOptions extends DiffOptions {
  /** Known behaviour of controllers, as `readKnownBehaviour` reads it; what concerns the newer snapshot is reported. */
  known?: readonly KnownFact[];
  /** When the documents were captured (`capturedOn` of the manifest). */
  captured?: { before: string | null; after: string | null };
}

/** Compares two snapshots and sums the findings up. */
export function diffReport(before: ApiModel, after: ApiModel, options: ReportOptions = {}): DiffReport {
  const { known = [] } = options;
  const compared = compareModels(before, after, options);
  const { findings: documented, notComparable, common, lostNames } = compared;
  const findings = [...newRefusals(before, after, known), ...documented];
  return {
    before: headOf(before, options.captured?.before),
    after: headOf(after, options.captured?.after),
    counts: { ...bySeverity(findings), ...operationCounts(findings), common },
    changeGroups: changeGroupsOf(findings),
    successors: successorsOf(findings),
    tags: byTag(findings),
    notComparable: {
      total: Object.values(notComparable).reduce((sum, count) => sum + count, 0),
      byKeyword: Object.fromEntries(Object.entries(notComparable).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    known: factsFor(known, after),
    lostNames,
    findings,
  };
}

function headOf(
  { id, controllerVersion, operations }: ApiModel,
  capturedOn?: string | null,
): ComparedSnapshot {
  return { id, controllerVersion, operations: operations.length, ...(capturedOn ? { capturedOn } : {}) };
}

function bySeverity(findings: readonly Finding[]): SeverityCounts {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as SeverityCounts;
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

function operationCounts(findings: readonly Finding[]): {
  operationsAdded: number;
  operationsRemoved: number;
} {
  return {
    operationsAdded: findings.filter(isAddition).length,
    operationsRemoved: findings.filter(isRemoval).length,
  };
}

function successorsOf(findings: readonly Finding[]): Successor[] {
  const replaced = findings
    .filter((each) => each.successor !== undefined)
    .sort((a, b) => weightOf(b) - weightOf(a));
  const first = new Map([...replaced].reverse().map((each) => [each.operation, each]));
  return replaced
    .filter((each) => first.get(each.operation) === each)
    .map(({ operation, rule, successor = "" }) => ({
      operation,
      why: rule.replace("operation-", "") as Successor["why"],
      use: successor,
    }));
}

function byTag(findings: readonly Finding[]): TagSummary[] {
  const tags = new Map<string, Finding[]>();
  for (const each of findings) tags.set(each.tag, [...(tags.get(each.tag) ?? []), each]);
  return [...tags]
    .map(([tag, members]) => ({ tag, ...bySeverity(members), ...operationCounts(members) }))
    .sort((a, b) => b.breaking - a.breaking || b.risky - a.risky || (a.tag < b.tag ? -1 : 1));
}

/** Operations that controllers of the newer snapshot refuse, and those of the older one did not. */
function newRefusals(before: ApiModel, after: ApiModel, known: readonly KnownFact[]): Finding[] {
  const refusedBefore = new Set(factsFor(known, before));
  const rule = "operation-refused";
  return factsFor(known, after).flatMap((fact) => {
    const { kind, really, remedy } = fact;
    const operation = operationOf(fact.operation, after);
    const isNew = kind === "refused" && operationOf(fact.operation, before) && !refusedBefore.has(fact);
    if (!operation || !isNew) return [];
    const { name, group, tag } = operation;
    const key = methodAndPath(operation);
    return [
      {
        ...({ rule, severity: RULES[rule].severity, operation: key, name, group, tag } as const),
        ...(really.errorCode === undefined ? {} : { after: String(really.errorCode) }),
        ...(remedy.use === undefined ? {} : { successor: remedy.use }),
      },
    ];
  });
}
