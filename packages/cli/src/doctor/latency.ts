import { type Check, reporter } from "./check.js";
import type { TimeSaid } from "./controller.js";

/** A median from which programs with many requests notice it. */
const SLOW_MS = 1000;

/** Measures the requests of a fetch. */
export interface Stopwatch {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds until each answer began. */
  readonly durations: readonly number[];
  /** The time that the first answer with one says. */
  said(): TimeSaid | undefined;
}

export function stopwatch(fetch: typeof globalThis.fetch): Stopwatch {
  const durations: number[] = [];
  let said: TimeSaid | undefined;
  return {
    durations,
    said: () => said,
    fetch: async (input, init) => {
      const start = performance.now();
      const response = await fetch(input, init);
      durations.push(performance.now() - start);
      said ??= { date: response.headers.get("date"), here: Date.now() };
      return response;
    },
  };
}

/** How long answers take. */
export function checkLatency(durations: readonly number[]): Check {
  const { ok, warning, skipped } = reporter("latency");
  const sorted = durations.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) return skipped("nothing was answered");
  const says = `${Math.round(median)} ms (median of ${sorted.length}), ${Math.round(sorted.at(-1) ?? median)} ms at most`;
  return median < SLOW_MS
    ? ok(says)
    : warning(says, "send few requests at a time; the controller or the way to it is slow");
}
