import { type Clock, MAX_TIMER_MS, onAbort } from "../timing.js";
import type { PacingLimits } from "./options.js";

/** A call that waits for turns; one object for all its requests. */
export interface Turn {
  /** Keys of the sites it is about; none for what concerns the controller as a whole. */
  readonly sites: readonly string[];
  readonly write: boolean;
  /** A write holds its sites from its first turn to its end, also while it waits to be retried. */
  holds: boolean;
  /** The error when it did not get its turn in time. */
  overdue(ms: number): Error;
}

/** Decides when requests are sent. */
export interface Pacer {
  /**
   * Waits for a turn.
   * @param again the call had a turn before: it goes to the front of its queue
   * @returns undefined when it may start at once; otherwise a promise that rejects when the signal aborts, or when the
   *   wait takes longer than the limit
   */
  enter(turn: Turn, signal: AbortSignal, again: boolean): Promise<void> | undefined;
  /** Ends a turn; a write still holds its sites, so that no later one is sent before it. */
  leave(turn: Turn): void;
  /** Frees the sites. */
  finish(turn: Turn): void;
}

interface Waiting {
  readonly turn: Turn;
  /** Place in the order in which the calls began to wait. */
  readonly number: number;
  readonly go: () => void;
}

const READS = "r";
const WRITES = "w";

/**
 * Makes a pacer. Reads and writes of every site wait in separate queues, and the queues take turns: a site with
 * a thousand calls delays the others by one call, not by a thousand, and reads do not wait for writes. The writes of a
 * site start in the order in which they were called, writes about several sites included.
 */
export function createPacer(limits: PacingLimits, clock: Clock): Pacer {
  const queues = new Map<string, Waiting[]>();
  const writing = new Map<string, number>();
  let running = 0;
  let entered = 0;
  /** Waiting writes about several sites; without any, the queue of a site has all its writes in order. */
  let waitingJointWrites = 0;
  let nextWriteAt = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | undefined;

  const isFree = (site: string) => (writing.get(site) ?? 0) < limits.writesPerSite;
  const mayStart = (turn: Turn) =>
    running < limits.concurrency &&
    (!turn.write || (clock.now() >= nextWriteAt && (turn.holds || keysOf(turn).every(isFree))));
  const spaceWrites = () => {
    if (limits.writeGapMs > 0) nextWriteAt = clock.now() + limits.writeGapMs;
  };
  const start = (turn: Turn) => {
    running++;
    if (!turn.write) return;
    if (!turn.holds) for (const site of keysOf(turn)) writing.set(site, (writing.get(site) ?? 0) + 1);
    turn.holds = true;
    spaceWrites();
  };

  /**
   * Whether an earlier write waits for one of the same sites: a write about several sites must not wait for ever.
   */
  const isBehind = ({ turn, number }: Waiting) => {
    if (waitingJointWrites === 0 || !turn.write || turn.holds) return false;
    const keys = keysOf(turn);
    return [...queues.values()].some(([first]) => {
      if (!first?.turn.write || first.number >= number) return false;
      return keysOf(first.turn).some((key) => keys.includes(key));
    });
  };
  /** Starts the next call that may start; its queue goes to the end. */
  const startOne = (): boolean => {
    for (const [key, queue] of queues) {
      const first = queue[0];
      if (!first || !mayStart(first.turn) || isBehind(first)) continue;
      queue.shift();
      queues.delete(key);
      if (queue.length > 0) queues.set(key, queue);
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
    const writesWait = gap > 0 && [...queues.keys()].some((key) => key.startsWith(WRITES));
    if (writesWait) cancelTimer = clock.timer(startAll, gap);
  };

  return {
    enter(turn, signal, again) {
      if (queues.size === 0 && mayStart(turn)) {
        start(turn);
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const key = `${turn.write ? WRITES : READS}${turn.sites.join()}`;
        const { maxQueueMs } = limits;
        const isJoint = turn.write && turn.sites.length > 1;
        const stopWaiting = () => {
          if (isJoint) waitingJointWrites--;
          unsubscribe();
          cancelLimit?.();
        };
        const waiting: Waiting = {
          turn,
          number: entered++,
          go: () => {
            stopWaiting();
            resolve();
          },
        };
        const abandon = (reason: unknown) => {
          stopWaiting();
          const queue = queues.get(key);
          queue?.splice(queue.indexOf(waiting), 1);
          if (queue?.length === 0) queues.delete(key);
          reject(reason);
          // The call after it may be able to start.
          startAll();
        };
        if (isJoint) waitingJointWrites++;
        const unsubscribe = onAbort(signal, () => abandon(signal.reason));
        const cancelLimit =
          maxQueueMs <= MAX_TIMER_MS
            ? clock.timer(() => abandon(turn.overdue(maxQueueMs)), maxQueueMs)
            : undefined;
        const queue = queues.get(key);
        if (queue === undefined) queues.set(key, [waiting]);
        else if (again) queue.unshift(waiting);
        else queue.push(waiting);
        startAll();
      });
    },
    leave({ write }) {
      running--;
      if (write) spaceWrites();
      if (queues.size > 0) startAll();
    },
    finish(turn) {
      if (!turn.holds) return;
      turn.holds = false;
      for (const site of keysOf(turn)) {
        const others = (writing.get(site) ?? 1) - 1;
        if (others > 0) writing.set(site, others);
        else writing.delete(site);
      }
      if (queues.size > 0) startAll();
    },
  };
}

/** Key for writes that belong to no site: they are sent one after the other, too. */
const WHOLE_CONTROLLER = [""];

function keysOf({ sites }: Turn): readonly string[] {
  return sites.length > 0 ? sites : WHOLE_CONTROLLER;
}

const KINDS = ["/sites/", "/sitetemplates/"];
const END = /[/?]/;

/** The key of the site, or site template, in a URL; undefined for URLs of the controller as a whole. */
export function siteOf(url: string): string | undefined {
  for (const kind of KINDS) {
    const found = url.indexOf(kind);
    if (found < 0) continue;
    const rest = url.slice(found + kind.length);
    const end = rest.search(END);
    const id = end < 0 ? rest : rest.slice(0, end);
    if (id !== "") return kind + id;
  }
  return undefined;
}
