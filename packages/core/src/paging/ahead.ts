import { ABANDONED } from "../transport/abandoned.js";
import { onAbort } from "../transport/on-abort.js";
import type { Window } from "./windows.js";

/** Requests one page. */
export type AskPage = (window: Window, signal: AbortSignal) => Promise<unknown>;

/** Pages requested before they are needed, in order. */
export interface ReadAhead {
  /** Waits for the next page, while those behind it are on their way. `goal` is where the rows end. */
  take(goal: number): Promise<{ window: Window; page: unknown }>;
  /** The window `take` rejected for, or returned last. */
  readonly window: Window | undefined;
  /** Gives up everything on its way, and goes on after `end` rows. */
  restart(end: number): void;
  /** Gives up everything on its way. */
  close(): void;
}

/**
 * @param ask requests one page
 * @param plan the window after so many rows
 * @param ahead pages under way at a time; 0 requests each page when it is asked for
 * @param outer signal of the caller
 */
export function createReadAhead(
  ask: AskPage,
  plan: (end: number) => Window,
  ahead: number,
  outer: AbortSignal | undefined,
): ReadAhead {
  let queue: Array<{ window: Window; answer: Promise<unknown> }> = [];
  let end = 0;
  let controller = new AbortController();
  let current: Window | undefined;
  const abort = () => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  const unsubscribe = outer && !outer.aborted ? onAbort(outer, abort) : undefined;

  const fill = (count: number, goal: number) => {
    while (queue.length < count && (end < goal || queue.length === 0)) {
      const window = plan(end);
      const answer = ask(window, controller.signal);
      // Reported when its turn comes, or never when nobody wants it any more.
      answer.catch(() => undefined);
      queue.push({ window, answer });
      end = window.offset + window.size;
    }
  };
  const giveUp = () => {
    queue = [];
    controller.abort(ABANDONED);
  };
  return {
    get window() {
      return current;
    },
    async take(goal) {
      fill(Math.max(1, ahead), goal);
      const { window, answer } = queue.shift() as (typeof queue)[number];
      current = window;
      const page = await answer;
      if (end < goal) fill(ahead, goal);
      return { window, page };
    },
    restart(from) {
      if (queue.length > 0) giveUp();
      if (!outer?.aborted && controller.signal.aborted) controller = new AbortController();
      end = from;
    },
    close() {
      unsubscribe?.();
      giveUp();
    },
  };
}
