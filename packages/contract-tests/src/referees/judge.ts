import type { Finding } from "@omada-sdk/codegen";
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
  /** We found nothing there. */
  missed: Verdict[];
}

/** Looks for every verdict among our findings: the same operation, and the same place or one around it. */
export function judge(verdicts: readonly Verdict[], findings: readonly Finding[]): Judgement {
  const byOperation = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = anonymousOperation(finding.operation);
    byOperation.set(key, [...(byOperation.get(key) ?? []), finding]);
  }
  const result: Judgement = { found: [], milder: [], missed: [] };
  for (const verdict of verdicts) {
    const ours = candidates(verdict, byOperation).filter((finding) => covers(finding, verdict));
    const isGrave = ours.some(({ severity }) => severity === "breaking" || severity === "risky");
    result[isGrave ? "found" : ours.length > 0 ? "milder" : "missed"].push(verdict);
  }
  return result;
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

function candidates({ operation }: Verdict, byOperation: ReadonlyMap<string, Finding[]>): Finding[] {
  const key = anonymousOperation(operation);
  if (key.includes(" ")) return byOperation.get(key) ?? [];
  return [...byOperation].flatMap(([other, findings]) => (other.endsWith(` ${key}`) ? findings : []));
}

function covers({ path, rule }: Finding, { place }: Verdict): boolean {
  if (place === "") return rule.startsWith("operation-");
  const ours = placeOf([path ?? ""]);
  // Of a change inside a parameter redocly does not tell which one.
  if (place === "query") return /^(query|path)\./.test(ours);
  return path !== undefined && (place === ours || place.startsWith(`${ours}.`));
}
