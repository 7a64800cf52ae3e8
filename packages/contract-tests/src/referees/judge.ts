import type { Finding, Unjudged } from "@omada-sdk/codegen";
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
  /** We found the same place and call it breaking or risky. */
  found: Verdict[];
  /** We found the same place and call it additive or editorial. */
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
  const result: Judgement = { found: [], milder: [], lost: [], missed: [] };
  for (const verdict of verdicts) {
    const ours = candidates(verdict, byOperation).filter((finding) => covers(finding, verdict));
    const isGrave = ours.some(({ severity }) => severity === "breaking" || severity === "risky");
    const loss = candidates(verdict, losses).find((each) => covers(each, verdict));
    if (isGrave) result.found.push(verdict);
    else if (loss) result.lost.push({ verdict, keyword: loss.lost });
    else result[ours.length > 0 ? "milder" : "missed"].push(verdict);
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

function covers({ path, rule }: { path?: string; rule?: string }, { place }: Verdict): boolean {
  if (place === "") return rule?.startsWith("operation-") ?? false;
  const ours = placeOf([path ?? ""]);
  // Of a change inside a parameter redocly does not tell which one.
  if (place === "query") return /^(query|path)\./.test(ours);
  return path !== undefined && (place === ours || place.startsWith(`${ours}.`));
}
