import { createTimers, type Task } from "./timers.js";

/** The time of a mock. Tests move it forward instead of waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /**
   * Moves the time forward and runs what became due, in order. The time itself moves at once; the promise ends when
   * everything that became due is done, deliveries of webhooks included.
   * @param ms milliseconds, 0 or more
   * @throws RangeError for a negative number
   */
  advance: (ms: number) => Promise<void>;
  /**
   * Ends when at least `count` tasks wait for their time, such as answers that a fault delays.
   * @param count by default 1
   */
  whenWaiting: (count?: number) => Promise<void>;
}

/** The clock as the parts of a mock see it. */
export interface InnerClock extends Clock {
  /** Runs a task when the time came: by {@link Clock.advance}, or by itself where the clock runs. */
  after: (ms: number, task: Task) => void;
  /** The same at a time in milliseconds since 1970. */
  at: (time: number, task: Task) => void;
  /** Ends when the time came. */
  sleep: (ms: number) => Promise<void>;
  /** Runs what is due. */
  runDue: () => void;
  /** Forgets all tasks. */
  stop: () => void;
}

/**
 * A clock on top of another one.
 * @param base time in milliseconds since 1970; without it the clock runs with the time of the machine
 */
export function createClock(base?: () => number): InnerClock {
  const source = base ?? Date.now;
  let ahead = 0;
  const now = (): number => source() + ahead;
  const timers = createTimers(now, base === undefined);
  return {
    now,
    advance: (ms) => {
      if (!(ms >= 0 && Number.isFinite(ms))) throw new RangeError(`advance(${ms}): time only moves forward.`);
      ahead += ms;
      return timers.runDue();
    },
    whenWaiting: (count = 1) => timers.whenWaiting(count),
    after: (ms, task) => timers.add(now() + ms, task),
    at: timers.add,
    sleep: (ms) => new Promise((resolve) => timers.add(now() + ms, () => resolve())),
    runDue: () => void timers.runDue(),
    stop: () => timers.clear(),
  };
}
