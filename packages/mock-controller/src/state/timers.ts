/**
 * What is done at its time; a promise is waited for by whoever moved the time.
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
const LONGEST = 2_147_483_647;

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
   * Sets the alarm of a task, again when it went off early: timers of the platform count with another clock than `now`,
   * and take no more than {@link LONGEST}.
   */
  function arm(one: Waiting): void {
    if (!live) return;
    const ring = () => {
      if (one.at > now()) arm(one);
      else void runDue();
    };
    one.alarm = setTimeout(ring, Math.min(Math.max(one.at - now(), 0), LONGEST)).unref();
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
