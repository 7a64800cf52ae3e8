import type { Check } from "./check.js";

const MARKS: Readonly<Record<Check["state"], string>> = {
  ok: "ok",
  warning: "note",
  failed: "FAILED",
  skipped: "-",
};

/** One check as a line for people. */
export function lineOf({ name, state, says }: Check): string {
  return `${MARKS[state].padEnd(7)} ${name.padEnd(12)} ${says}\n`;
}

/** What all checks together say, and what to do now. */
export interface Verdict {
  readonly ok: boolean;
  readonly says: string;
  /** The most urgent first. */
  readonly next: readonly string[];
}

export function verdictOf(checks: readonly Check[]): Verdict {
  const failed = checks.filter(({ state }) => state === "failed");
  const noted = checks.filter(({ state }) => state === "warning");
  const next = [...failed, ...noted].flatMap((check) => check.next ?? []);
  const names = (list: readonly Check[]) => list.map(({ name }) => name).join(", ");
  const notes = noted.length > 0 ? `; worth a look: ${names(noted)}` : "";
  const says = failed.length > 0 ? `something is wrong: ${names(failed)}` : "all well";
  return { ok: failed.length === 0, says: says + notes, next: [...new Set(next)] };
}

/** The verdict for people. */
export function verdictText({ says, next }: Verdict): string {
  const steps = next.map((step, index) => `  ${index + 1}. ${step}\n`);
  return `\nverdict: ${says}\n${steps.length > 0 ? `next:\n${steps.join("")}` : ""}`;
}
