import type { Finding, NotComparablePlace } from "@omada-sdk/codegen";
import { type BreakingChange, placeOf, withoutParameterNames } from "./breaking-change.js";
import { coversInside, explains, saysTheSame } from "./concern.js";

/** Why what another program calls breaking breaks nothing: reviewed, with the reason. */
export interface Exception {
  pair: string;
  tool: BreakingChange["tool"];
  rule: string;
  /** Pattern of the operation. */
  operation: string;
  /** Pattern of the place. */
  place: string;
  reason: string;
}

/** What one program calls breaking on one pair, compared with our findings. */
export interface Matches {
  /** We found a change of the same kind at the same place and call it breaking or risky. */
  found: BreakingChange[];
  /** We found that something around the place is gone or has another type, and call that breaking or risky. */
  around: BreakingChange[];
  /** We found something at the same place, of another kind or not grave. */
  milder: BreakingChange[];
  /** A snapshot has lost a keyword there, so that we say nothing: with the keyword. */
  lost: { change: BreakingChange; keyword: string }[];
  /** We found nothing there. */
  missed: BreakingChange[];
}

/** Looks for every breaking change among our findings: the same operation, and the same place or one around it. */
export function matchFindings(
  changes: readonly BreakingChange[],
  findings: readonly Finding[],
  notComparablePlaces: readonly NotComparablePlace[] = [],
): Matches {
  const byOperation = groupByOperation(findings);
  const losses = groupByOperation(notComparablePlaces);
  const result: Matches = { found: [], around: [], milder: [], lost: [], missed: [] };
  for (const change of changes) {
    const ours = candidates(change, byOperation);
    const grave = ours.filter(({ severity }) => severity === "breaking" || severity === "risky");
    const isHere = (finding: Finding): boolean => placing(finding, change) === "same";
    const loss = candidates(change, losses).find((each) => {
      const where = placing(each, change);
      return where !== undefined && explains(each.lost, change.rule, where === "same");
    });
    if (grave.some((each) => isHere(each) && saysTheSame(each.rule, change.rule))) result.found.push(change);
    else if (grave.some((each) => placing(each, change) === "around" && coversInside(each.rule)))
      result.around.push(change);
    else if (loss) result.lost.push({ change, keyword: loss.lost });
    else result[ours.some(isHere) ? "milder" : "missed"].push(change);
  }
  return result;
}

function groupByOperation<T extends { operation: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = withoutParameterNames(item.operation);
    const members = groups.get(key);
    if (members) members.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The first exception that applies to a change. */
export function exceptionFor(
  change: BreakingChange,
  pair: string,
  exceptions: readonly Exception[],
): Exception | undefined {
  return exceptions.find(
    (each) =>
      each.pair === pair &&
      each.tool === change.tool &&
      each.rule === change.rule &&
      new RegExp(each.operation).test(change.operation) &&
      new RegExp(each.place).test(change.place),
  );
}

function candidates<T>({ operation }: BreakingChange, byOperation: ReadonlyMap<string, T[]>): T[] {
  const key = withoutParameterNames(operation);
  if (key.includes(" ")) return byOperation.get(key) ?? [];
  return [...byOperation].flatMap(([other, items]) => (other.endsWith(` ${key}`) ? items : []));
}

/** Where a finding or loss stands, seen from a change. */
function placing({ path }: { path?: string }, { place }: BreakingChange): "same" | "around" | undefined {
  if (place === "") return path === undefined ? "same" : undefined;
  if (path === undefined) return undefined;
  const ours = placeOf([path]);
  // Of a change inside a parameter redocly does not say which one.
  if (place === "query") return /^(query|path)\./.test(ours) ? "same" : undefined;
  if (place === ours) return "same";
  return place.startsWith(`${ours}.`) ? "around" : undefined;
}
