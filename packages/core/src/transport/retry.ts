import type { Outcome } from "../response/reading.js";
import { createBudget } from "../retry/budget.js";
import { judge } from "../retry/judge.js";
import type { RetrySettings } from "../retry/options.js";

/** A controller that wants to be left alone for longer is a failure to report, not something to sit out. */
const LONGEST_WAIT_MS = 300_000;

/** A repetition that was decided on. */
export interface Retry {
  readonly reason: string;
  /** Milliseconds to wait before. */
  readonly delayMs: number;
}

/** Why a request that might be repeated is not: sent often enough, no time left, or the client's budget is used up. */
export type GiveUp = "attempts" | "time" | "budget";

/** Decides, for all calls of a client, which are repeated and when. */
export interface Retrier {
  /**
   * @param outcome what came of the request
   * @param write sending it twice may do something twice
   * @param tries how often it was sent
   * @param remainingMs time the call has left: a wait that would not end within is not begun
   * @returns undefined when repeating would not help
   */
  decide(
    outcome: Outcome<unknown>,
    write: boolean,
    tries: number,
    remainingMs: number,
  ): Retry | GiveUp | undefined;
}

/** Makes the retrier of a client. */
export function createRetrier({ attempts, baseMs, capMs, budget: size, random }: RetrySettings): Retrier {
  const budget = createBudget(size);
  return {
    decide(outcome, write, tries, remainingMs) {
      const verdict = judge(outcome, write);
      if (verdict === undefined) {
        if (outcome.reading && !outcome.reading.incomplete) budget.earn();
        return undefined;
      }
      if (tries >= attempts) return "attempts";
      const backoffMs = random() * Math.min(capMs, baseMs * 2 ** (tries - 1));
      const { reason, afterMs = 0 } = verdict;
      const delayMs = Math.max(backoffMs, afterMs);
      if (delayMs >= remainingMs || afterMs > LONGEST_WAIT_MS) return "time";
      if (!budget.take()) return "budget";
      return { reason, delayMs };
    },
  };
}
