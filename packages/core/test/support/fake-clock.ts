import type { Clock } from "../../src/index.js";

interface FakeTimer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test advances it. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #timers = new Set<FakeTimer>();
  /** Milliseconds of every timer that was set, in order. */
  readonly set: number[] = [];

  now(): number {
    return this.#now;
  }

  timer(callback: () => void, ms: number): () => void {
    const timer = { at: this.#now + ms, callback };
    this.set.push(ms);
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Timers that wait to fire. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Goes on to the next timer and fires it; false when there is none. */
  step(): boolean {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (!next) return false;
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.callback();
    return true;
  }

  /** Lets time pass, from timer to timer, until a promise settles. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watch = () => {
      settled = true;
    };
    promise.then(watch, watch);
    for (;;) {
      await idle();
      if (settled) return promise;
      this.step();
    }
  }
}

/** Waits until everything that could go on without time passing has. */
export function idle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
