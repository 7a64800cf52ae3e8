import type { Clock } from "@omada-sdk/core";

/**
 * A clock on which every wait ends at once, as if its time had passed. Give calls no time limit with it, nor their
 * queue.
 */
export function hastyClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    timer(callback, ms) {
      const waiting = setImmediate(() => {
        now += ms;
        callback();
      });
      return () => clearImmediate(waiting);
    },
  };
}

/** A clock that stands still until a test advances it. */
export interface StoppedClock extends Clock {
  /** Milliseconds of the timers that wait. */
  pending(): number[];
  /** Lets time pass and fires what is due. */
  pass(ms: number): void;
}

export function stoppedClock(): StoppedClock {
  let now = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    timer(callback, ms) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pending: () => [...timers].map(({ at }) => at - now),
    pass(ms) {
      now += ms;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.callback();
      }
    },
  };
}
