import { ABANDONED, onAbort } from "../transport/timing.js";
import type { Step, Window } from "./page-sizes.js";

/** Requests one page. */
export type AskPage = (window: Window, signal: AbortSignal) => Promise<unknown>;

/** A step with its answers. */
export interface ReadStep extends Step {
  readonly page: unknown;
  /** The page before it, read again after this page was requested. */
  readonly checked?: unknown;
}

/** Pages requested before they are needed, in order. */
export interface ReadAhead {
  /** Waits for the next page, while those after it are under way. `goal` is where the rows end. */
  take(goal: number): Promise<ReadStep>;
  /** The step `take` rejected for, or returned last. */
  readonly step: Step | undefined;
  /** Aborts the requests under way, and goes on after `end` rows. */
  restart(end: number): void;
  /** Aborts the requests under way. */
  close(): void;
}

/**
 * @param ask requests one page
 * @param plan the step after so many rows
 * @param ahead pages under way at a time; 0 requests each page only when it is needed
 * @param outer signal of the caller
 */
export function createReadAhead(
  ask: AskPage,
  plan: (end: number) => Step,
  ahead: number,
  outer: AbortSignal | undefined,
): ReadAhead {
  let queue: Array<{ step: Step; answers: Promise<[page: unknown, checked?: unknown]> }> = [];
  let end = 0;
  let controller = new AbortController();
  let current: Step | undefined;
  const abort = () => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  const unsubscribe = outer && !outer.aborted ? onAbort(outer, abort) : undefined;

  const request = async ({ window, check }: Step, { signal }: AbortController) => {
    const page = ask(window, signal);
    if (!check) return [await page] as [unknown];
    const checked = page.then(() => ask(check, signal));
    return Promise.all([page, checked]);
  };
  const fill = (count: number, goal: number) => {
    while (queue.length < count && (end < goal || queue.length === 0)) {
      const step = plan(end);
      const answers = request(step, controller);
      // `take` reports it when its turn comes; the answers of an aborted step are not reported.
      answers.catch(() => undefined);
      queue.push({ step, answers });
      end = step.window.offset + step.window.size;
    }
  };
  const abortAll = () => {
    queue = [];
    controller.abort(ABANDONED);
  };
  return {
    get step() {
      return current;
    },
    async take(goal) {
      fill(Math.max(1, ahead), goal);
      const { step, answers } = queue.shift() as (typeof queue)[number];
      current = step;
      const [page, checked] = await answers;
      if (end < goal) fill(ahead, goal);
      return { ...step, page, checked };
    },
    restart(from) {
      if (queue.length > 0) abortAll();
      if (!outer?.aborted && controller.signal.aborted) controller = new AbortController();
      end = from;
    },
    close() {
      unsubscribe?.();
      abortAll();
    },
  };
}
