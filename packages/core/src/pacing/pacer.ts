import type { Clock } from "../transport/clock.js";
import { onAbort } from "../transport/on-abort.js";
import type { PacingLimits } from "./options.js";

/** What wants its turn. */
export interface Turn {
  /** Key of the site, "" for none. */
  readonly site: string;
  readonly write: boolean;
}

/** Lets requests through one after the other. */
export interface Pacer {
  /**
   * Waits for a turn.
   * @param again the request had a turn before: it goes ahead of the others of its site
   * @returns undefined when it is its turn already; otherwise a promise that rejects when the signal aborts
   */
  enter(turn: Turn, signal: AbortSignal, again: boolean): Promise<void> | undefined;
  /** Ends a turn. */
  leave(turn: Turn): void;
}

interface Waiting {
  readonly turn: Turn;
  readonly go: () => void;
}

const READS = "r";
const WRITES = "w";

/**
 * Makes a pacer. Reads and writes of every site queue up in lanes of their own, and the lanes take turns: a site with
 * a thousand calls delays the others by one call, not by a thousand, and reads do not wait behind writes.
 */
export function createPacer(limits: PacingLimits, clock: Clock): Pacer {
  const lanes = new Map<string, Waiting[]>();
  const writing = new Map<string, number>();
  let running = 0;
  let nextWriteAt = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | undefined;

  const mayStart = ({ site, write }: Turn) =>
    running < limits.concurrency &&
    (!write || ((writing.get(site) ?? 0) < limits.writesPerSite && clock.now() >= nextWriteAt));
  const start = ({ site, write }: Turn) => {
    running++;
    if (!write) return;
    writing.set(site, (writing.get(site) ?? 0) + 1);
    if (limits.writeGapMs > 0) nextWriteAt = clock.now() + limits.writeGapMs;
  };

  /** Starts the next one that may; the lane it came from goes to the end. */
  const startOne = (): boolean => {
    for (const [key, lane] of lanes) {
      const [first] = lane;
      if (!first || !mayStart(first.turn)) continue;
      lane.shift();
      lanes.delete(key);
      if (lane.length > 0) lanes.set(key, lane);
      start(first.turn);
      first.go();
      return true;
    }
    return false;
  };
  const startAll = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    let started = true;
    while (started && running < limits.concurrency) started = startOne();
    const gap = nextWriteAt - clock.now();
    const writesWait = gap > 0 && [...lanes.keys()].some((key) => key.startsWith(WRITES));
    if (writesWait) cancelTimer = clock.timer(startAll, gap);
  };

  return {
    enter(turn, signal, again) {
      if (lanes.size === 0 && mayStart(turn)) {
        start(turn);
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const key = `${turn.write ? WRITES : READS}${turn.site}`;
        const waiting: Waiting = {
          turn,
          go: () => {
            unsubscribe();
            resolve();
          },
        };
        const unsubscribe = onAbort(signal, () => {
          const lane = lanes.get(key);
          lane?.splice(lane.indexOf(waiting), 1);
          if (lane?.length === 0) lanes.delete(key);
          if (lanes.size === 0) cancelTimer?.();
          reject(signal.reason);
        });
        const lane = lanes.get(key);
        if (lane === undefined) lanes.set(key, [waiting]);
        else if (again) lane.unshift(waiting);
        else lane.push(waiting);
        startAll();
      });
    },
    leave({ site, write }) {
      running--;
      if (write) {
        const others = (writing.get(site) ?? 1) - 1;
        if (others > 0) writing.set(site, others);
        else writing.delete(site);
        if (limits.writeGapMs > 0) nextWriteAt = clock.now() + limits.writeGapMs;
      }
      if (lanes.size > 0) startAll();
    },
  };
}
