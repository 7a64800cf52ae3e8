import { type LostName, lostNames } from "../exported/lost-names.js";
import type { ApiModel, Operation } from "../model/types.js";
import { diffBody, diffResponse } from "./exchange.js";
import { exportChanges } from "./exports.js";
import { createFieldDiffer, type FieldDiffer } from "./fields.js";
import {
  type Change,
  type Difference,
  type Finding,
  isNotComparable,
  type NotComparable,
} from "./finding.js";
import { linkBack } from "./links.js";
import { type Lost, lossesOf } from "./lost.js";
import { diffHead } from "./operation.js";
import { diffParameters, pathParameters } from "./parameters.js";
import { RULES } from "./rules.js";
import { anonymousId, newerVersion, operationId, suggestSuccessor } from "./successor.js";

export interface DiffOptions {
  /** Keywords that the older snapshot has lost (`source.lost` of its manifest entry). */
  lostBefore?: readonly string[];
  /** Keywords that the newer snapshot has lost. */
  lostAfter?: readonly string[];
  /**
   * Whether the newer snapshot is generated as the one that follows the older, with aliases for names that changed;
   * by default if both are of the same flavour.
   */
  follows?: boolean;
}

/** A place where nothing can be said, as a snapshot has lost a keyword. */
export interface Unjudged extends NotComparable {
  /** METHOD and path. */
  operation: string;
}

/** What changed between two snapshots, and what could not be compared. */
export interface ModelDiff {
  findings: Finding[];
  /** Differences that a lost keyword explains, by keyword. */
  notComparable: Record<string, number>;
  /** Where these differences are. */
  unjudged: Unjudged[];
  /** Names that programs import of the older snapshot and not of the newer one. */
  lostNames: LostName[];
  /** Operations that both snapshots have. */
  common: number;
}

/** The changes between two snapshots, operation by operation; see {@link compareModels} for what was left out. */
export function diffModels(before: ApiModel, after: ApiModel, options: DiffOptions = {}): Finding[] {
  return compareModels(before, after, options).findings;
}

/** Compares two snapshots by METHOD and path, never by the name of a schema or an operationId. */
export function compareModels(before: ApiModel, after: ApiModel, options: DiffOptions = {}): ModelDiff {
  const lost: Lost = {
    before: lossesOf(before, options.lostBefore),
    after: lossesOf(after, options.lostAfter),
  };
  const models = { before, after };
  const counterparts = new Map<string, Set<string>>();
  const diffFields = createFieldDiffer(before.schemas, after.schemas, lost, (name, other) => {
    counterparts.set(name, (counterparts.get(name) ?? new Set()).add(other));
  });
  const partners = pair(before, after);
  const old = new Set(before.operations.map(anonymousId));
  const isOtherKind = before.flavour !== after.flavour;
  const matched = new Set(partners.values());
  const findings: Finding[] = [];
  const unjudged: Unjudged[] = [];
  for (const operation of before.operations) {
    const partner = partners.get(operation);
    if (!partner) {
      findings.push(
        finding(operation, { rule: isOtherKind ? "operation-not-offered" : "operation-removed" }, after),
      );
      continue;
    }
    for (const difference of diffOperation(operation, partner, models, lost, diffFields)) {
      if (isNotComparable(difference)) {
        unjudged.push({ ...difference, operation: operationId(operation) });
      } else findings.push(finding(operation, difference, after));
    }
    const newer = newerVersion(operation, after);
    if (newer && !partner.deprecated && !old.has(anonymousId(newer)))
      findings.push(finding(operation, { rule: "operation-superseded" }, after));
  }
  for (const operation of after.operations) {
    if (matched.has(operation)) continue;
    findings.push(
      finding(operation, { rule: isOtherKind ? "operation-only-offered" : "operation-added" }, after),
    );
  }
  const gone = lostNames(before, after, counterparts);
  for (const [operation, change] of exportChanges(gone, before, options.follows ?? !isOtherKind))
    findings.push(finding(operation, change, after));
  const notComparable: Record<string, number> = {};
  for (const { lost: keyword } of unjudged) notComparable[keyword] = (notComparable[keyword] ?? 0) + 1;
  return {
    findings: linkBack(findings),
    notComparable,
    unjudged,
    lostNames: gone,
    common: partners.size,
  };
}

function diffOperation(
  before: Operation,
  after: Operation,
  models: { before: ApiModel; after: ApiModel },
  lost: Lost,
  diffFields: FieldDiffer,
): Difference[] {
  return [
    ...diffHead(before, after, lost),
    ...diffParameters(before, { ...after, parameters: renamed(before, after) }, lost, diffFields),
    ...diffBody(before, after, lost, diffFields),
    ...diffResponse(before, after, models, diffFields),
  ];
}

/** Path parameters of the newer operation under the names the older one gives them: that is told only once. */
function renamed(before: Operation, after: Operation): Operation["parameters"] {
  if (before.path === after.path) return after.parameters;
  const now = pathParameters(after.path);
  const was = pathParameters(before.path);
  return after.parameters.map((parameter) => {
    const at = parameter.in === "path" ? now.indexOf(parameter.name) : -1;
    return at < 0 ? parameter : { ...parameter, name: was[at] ?? parameter.name };
  });
}

/** Operations of both snapshots: by exact path, then by the path without the names of its parameters. */
function pair(before: ApiModel, after: ApiModel): Map<Operation, Operation> {
  const partners = new Map<Operation, Operation>();
  const exact = new Map(after.operations.map((operation) => [operationId(operation), operation]));
  const old = new Set(before.operations.map(operationId));
  const loose = new Map(
    after.operations
      .filter((operation) => !old.has(operationId(operation)))
      .map((operation) => [anonymousId(operation), operation]),
  );
  for (const operation of before.operations) {
    const same = exact.get(operationId(operation)) ?? loose.get(anonymousId(operation));
    if (same && !exact.has(operationId(operation))) loose.delete(anonymousId(operation));
    if (same) partners.set(operation, same);
  }
  return partners;
}

const WITH_SUCCESSOR = [
  "operation-removed",
  "operation-not-offered",
  "operation-deprecated",
  "operation-superseded",
];

function finding(operation: Operation, change: Change, after: ApiModel): Finding {
  const successor = WITH_SUCCESSOR.includes(change.rule) ? suggestSuccessor(operation, after) : undefined;
  return {
    rule: change.rule,
    severity: RULES[change.rule].severity,
    operation: operationId(operation),
    name: operation.name,
    group: operation.group,
    tag: operation.tag,
    ...(change.path === undefined ? {} : { path: change.path }),
    ...(change.before === undefined ? {} : { before: change.before }),
    ...(change.after === undefined ? {} : { after: change.after }),
    ...(change.owner === undefined ? {} : { owner: change.owner }),
    ...(successor ? { successor: operationId(successor) } : {}),
  };
}
