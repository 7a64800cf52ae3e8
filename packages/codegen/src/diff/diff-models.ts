import { type ApiModel, methodAndPath, type Operation, operationKey } from "@omada-sdk/model";
import { pairOperations, withOldPathNames } from "../exported/counterparts.js";
import { type LostName, lostNames } from "../exported/lost-names.js";
import { type Lost, lossesOf } from "../specs/lost.js";
import { newerVersion } from "../specs/successors.js";
import { diffBody, diffResponse } from "./exchange.js";
import { exportChanges } from "./exports.js";
import { createFieldDiffer, type FieldDiffer } from "./fields.js";
import {
  type Change,
  type Difference,
  type Finding,
  isNotComparable,
  linkBack,
  type NotComparable,
} from "./finding.js";
import { diffHead } from "./operation.js";
import { diffParameters } from "./parameters.js";
import { RULES } from "./rules.js";
import { suggestSuccessor } from "./successor.js";

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
export interface NotComparablePlace extends NotComparable {
  /** METHOD and path. */
  operation: string;
}

/** What changed between two snapshots, and what could not be compared. */
export interface ModelDiff {
  findings: Finding[];
  /** Differences that a lost keyword explains, by keyword. */
  notComparable: Record<string, number>;
  /** Where these differences are. */
  notComparablePlaces: NotComparablePlace[];
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
  const diffFields = createFieldDiffer(before.schemas, after.schemas, lost);
  const partners = pairOperations(before, after);
  const old = new Set(before.operations.map(({ method, path }) => operationKey(method, path)));
  const isOtherKind = before.flavour !== after.flavour;
  const matched = new Set(partners.values());
  const findings: Finding[] = [];
  const notComparablePlaces: NotComparablePlace[] = [];
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
        notComparablePlaces.push({ ...difference, operation: methodAndPath(operation) });
      } else findings.push(finding(operation, difference, after));
    }
    const newer = newerVersion(operation, after);
    if (newer && !partner.deprecated && !old.has(operationKey(newer.method, newer.path)))
      findings.push(finding(operation, { rule: "operation-superseded" }, after));
  }
  for (const operation of after.operations) {
    if (matched.has(operation)) continue;
    findings.push(
      finding(operation, { rule: isOtherKind ? "operation-only-offered" : "operation-added" }, after),
    );
  }
  const gone = lostNames(before, after);
  for (const [operation, change] of exportChanges(gone, before, options.follows ?? !isOtherKind))
    findings.push(finding(operation, change, after));
  const notComparable: Record<string, number> = {};
  for (const { lost: keyword } of notComparablePlaces)
    notComparable[keyword] = (notComparable[keyword] ?? 0) + 1;
  return {
    findings: linkBack(findings),
    notComparable,
    notComparablePlaces,
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
    ...diffParameters(before, withOldPathNames(before, after), lost, diffFields),
    ...diffBody(before, after, lost, diffFields),
    ...diffResponse(before, after, models, diffFields),
  ];
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
    operation: methodAndPath(operation),
    name: operation.name,
    group: operation.group,
    tag: operation.tag,
    ...(change.path === undefined ? {} : { path: change.path }),
    ...(change.before === undefined ? {} : { before: change.before }),
    ...(change.after === undefined ? {} : { after: change.after }),
    ...(change.owner === undefined ? {} : { owner: change.owner }),
    ...(successor ? { successor: methodAndPath(successor) } : {}),
  };
}
