import type { Outcome } from "../transport/outcome.js";
import { createBudget } from "./budget.js";
import { judge } from "./judge.js";
import type { RetrySettings } from "./options.js";

/** A repetition that was decided on. */
export interface Retry {
  readonly reason: string;
  /** Milliseconds to wait before. */
  readonly delayMs: number;
}

/** Decides, for all calls of a client, which are repeated and when. */
export interface Retrier {
  /**
   * @param outcome what came of the request
   * @param write sending it twice may do something twice
   * @param tries how often it was sent
   * @param remainingMs time the call has left: a wait that would not end within is not begun
   * @returns undefined when the outcome is final
   */
  decide(outcome: Outcome<unknown>, write: boolean, tries: number, remainingMs: number): Retry | undefined;
}

/** Makes the retrier of a client. */
export function createRetrier({ attempts, baseMs, capMs, budget: size, random }: RetrySettings): Retrier {
  const budget = createBudget(size);
  return {
    decide(outcome, write, tries, remainingMs) {
      const verdict = judge(outcome, write);
      if (verdict === undefined) {
        if (outcome.reading) budget.earn();
        return undefined;
      }
      if (tries >= attempts) return undefined;
      const backoffMs = random() * Math.min(capMs, baseMs * 2 ** (tries - 1));
      const delayMs = Math.max(backoffMs, verdict.afterMs ?? 0);
      if (delayMs >= remainingMs || !budget.take()) return undefined;
      return { reason: verdict.reason, delayMs };
    },
  };
}
