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
  /** Removes all tasks. */
  stop: () => void;
}

/**
 * A clock on top of another one.
 * @param base time in milliseconds since 1970; without it the clock runs with the time of the machine
 * @param ran called after each task that `after` and `at` planned
 */
export function createClock(base?: () => number, ran: () => void = () => {}): InnerClock {
  const source = base ?? Date.now;
  let ahead = 0;
  const now = (): number => source() + ahead;
  const timers = createTimers(now, base === undefined);
  const plan = (time: number, task: Task): void =>
    timers.add(time, (at) => {
      try {
        return task(at);
      } finally {
        ran();
      }
    });
  return {
    now,
    advance: (ms) => {
      if (!(ms >= 0 && Number.isFinite(ms))) throw new RangeError(`advance(${ms}): time only moves forward.`);
      ahead += ms;
      return timers.runDue();
    },
    whenWaiting: (count = 1) => timers.whenWaiting(count),
    after: (ms, task) => plan(now() + ms, task),
    at: plan,
    sleep: (ms) => new Promise((resolve) => timers.add(now() + ms, () => resolve())),
    runDue: () => void timers.runDue(),
    stop: () => timers.clear(),
  };
}

/**
 * Work for a given time. `advance` waits for the promise that it returns.
 * @param at the time it was planned for, in milliseconds since 1970; when the time jumped, it is later now
 */
export type Task = (at: number) => void | Promise<void>;

interface Waiting {
  /** Milliseconds since 1970. */
  at: number;
  task: Task;
  alarm: NodeJS.Timeout | undefined;
}

/** Tasks in the order of their times. */
export interface Timers {
  add: (at: number, task: Task) => void;
  /** Runs every task whose time came, also those that come up meanwhile. */
  runDue: () => Promise<void>;
  whenWaiting: (count: number) => Promise<void>;
  clear: () => void;
}

/** Longest time that a timer of the platform takes, in ms. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/**
 * Keeps tasks until their time.
 * @param live whether tasks also run by themselves, by timers that do not keep the process alive
 */
export function createTimers(now: () => number, live: boolean): Timers {
  const waiting: Waiting[] = [];
  const watchers: { count: number; resolve: () => void }[] = [];

  function add(at: number, task: Task): void {
    const one: Waiting = { at, task, alarm: undefined };
    arm(one);
    const place = waiting.findIndex((other) => other.at > at);
    waiting.splice(place < 0 ? waiting.length : place, 0, one);
    for (const watcher of watchers.splice(0)) {
      if (waiting.length >= watcher.count) watcher.resolve();
      else watchers.push(watcher);
    }
  }

  /**
   * Sets the alarm of a task, again when it went off early: timers of the platform count with another clock than
   * `now`, and take no more than {@link MAX_TIMEOUT_MS}.
   */
  function arm(one: Waiting): void {
    if (!live) return;
    const ring = () => {
      if (one.at > now()) arm(one);
      else void runDue();
    };
    one.alarm = setTimeout(ring, Math.min(Math.max(one.at - now(), 0), MAX_TIMEOUT_MS)).unref();
  }

  async function runDue(): Promise<void> {
    for (let next = takeDue(); next; next = takeDue()) {
      const done = next.task(next.at);
      if (done) await done;
    }
  }

  function takeDue(): Waiting | undefined {
    if (!waiting[0] || waiting[0].at > now()) return undefined;
    const next = waiting.shift();
    clearTimeout(next?.alarm);
    return next;
  }

  function whenWaiting(count: number): Promise<void> {
    if (waiting.length >= count) return Promise.resolve();
    return new Promise((resolve) => watchers.push({ count, resolve }));
  }

  function clear(): void {
    for (const { alarm } of waiting.splice(0)) clearTimeout(alarm);
  }

  return { add, runDue, whenWaiting, clear };
}
