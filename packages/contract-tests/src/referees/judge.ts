import type { Finding, Unjudged } from "@omada-sdk/codegen";
import { coversInside, explains, saysTheSame } from "./concern.js";
import { anonymousOperation, placeOf, type Verdict } from "./verdict.js";

/** Why a verdict of another program is none of ours: reviewed, with the reason. */
export interface Exception {
  pair: string;
  tool: Verdict["tool"];
  rule: string;
  /** Pattern of the operation. */
  operation: string;
  /** Pattern of the place. */
  place: string;
  reason: string;
}

/** How the verdicts of one program on one pair compare with ours. */
export interface Judgement {
  /** We found a change of the same kind at the same place and call it breaking or risky. */
  found: Verdict[];
  /** We found that something around the place is gone or has another type, and call that breaking or risky. */
  around: Verdict[];
  /** We found something at the same place, of another kind or not grave. */
  milder: Verdict[];
  /** A snapshot has lost a keyword there, so that we say nothing: with the keyword. */
  lost: { verdict: Verdict; keyword: string }[];
  /** We found nothing there. */
  missed: Verdict[];
}

/** Looks for every verdict among our findings: the same operation, and the same place or one around it. */
export function judge(
  verdicts: readonly Verdict[],
  findings: readonly Finding[],
  unjudged: readonly Unjudged[] = [],
): Judgement {
  const byOperation = groupByOperation(findings);
  const losses = groupByOperation(unjudged);
  const result: Judgement = { found: [], around: [], milder: [], lost: [], missed: [] };
  for (const verdict of verdicts) {
    const ours = candidates(verdict, byOperation);
    const grave = ours.filter(({ severity }) => severity === "breaking" || severity === "risky");
    const isHere = (finding: Finding): boolean => placing(finding, verdict) === "same";
    const loss = candidates(verdict, losses).find((each) => {
      const where = placing(each, verdict);
      return where !== undefined && explains(each.lost, verdict.rule, where === "same");
    });
    if (grave.some((each) => isHere(each) && saysTheSame(each.rule, verdict.rule)))
      result.found.push(verdict);
    else if (grave.some((each) => placing(each, verdict) === "around" && coversInside(each.rule)))
      result.around.push(verdict);
    else if (loss) result.lost.push({ verdict, keyword: loss.lost });
    else result[ours.some(isHere) ? "milder" : "missed"].push(verdict);
  }
  return result;
}

function groupByOperation<T extends { operation: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = anonymousOperation(item.operation);
    const members = groups.get(key);
    if (members) members.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The exceptions that apply to a verdict. */
export function exceptionFor(
  verdict: Verdict,
  pair: string,
  exceptions: readonly Exception[],
): Exception | undefined {
  return exceptions.find(
    (each) =>
      each.pair === pair &&
      each.tool === verdict.tool &&
      each.rule === verdict.rule &&
      new RegExp(each.operation).test(verdict.operation) &&
      new RegExp(each.place).test(verdict.place),
  );
}

function candidates<T>({ operation }: Verdict, byOperation: ReadonlyMap<string, T[]>): T[] {
  const key = anonymousOperation(operation);
  if (key.includes(" ")) return byOperation.get(key) ?? [];
  return [...byOperation].flatMap(([other, items]) => (other.endsWith(` ${key}`) ? items : []));
}

/** Where a finding or loss stands, as a verdict sees it. */
function placing({ path }: { path?: string }, { place }: Verdict): "same" | "around" | undefined {
  if (place === "") return path === undefined ? "same" : undefined;
  if (path === undefined) return undefined;
  const ours = placeOf([path]);
  // Of a change inside a parameter redocly does not tell which one.
  if (place === "query") return /^(query|path)\./.test(ours) ? "same" : undefined;
  if (place === ours) return "same";
  return place.startsWith(`${ours}.`) ? "around" : undefined;
}
