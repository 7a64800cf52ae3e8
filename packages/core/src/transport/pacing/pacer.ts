import { type Clock, onAbort } from "../timing.js";
import type { PacingLimits } from "./options.js";

/** What wants its turn; one object for all the requests of a call. */
export interface Turn {
  /** Keys of the sites it is about; none for what concerns the controller as a whole. */
  readonly sites: readonly string[];
  readonly write: boolean;
  /** A write keeps its sites from its first turn to its end, also while it waits to be repeated. */
  holds: boolean;
  /** The error for when it waited so many milliseconds in vain. */
  overdue(ms: number): Error;
}

/** Lets requests through one after the other. */
export interface Pacer {
  /**
   * Waits for a turn.
   * @param again the call had a turn before: it goes ahead of the others of its site
   * @returns undefined when it is its turn already; otherwise a promise that rejects when the signal aborts, or when the
   *   wait takes longer than the limit
   */
  enter(turn: Turn, signal: AbortSignal, again: boolean): Promise<void> | undefined;
  /** Ends a turn; a write still holds its sites, so that no later one gets ahead of it. */
  leave(turn: Turn): void;
  /** Lets go of the sites. */
  finish(turn: Turn): void;
}

interface Waiting {
  readonly turn: Turn;
  /** Counts up with everyone who begins to wait. */
  readonly number: number;
  readonly go: () => void;
}

const READS = "r";
const WRITES = "w";
/** Timers of the platforms go off at once when they are set to more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Makes a pacer. Reads and writes of every site queue up in lanes of their own, and the lanes take turns: a site with
 * a thousand calls delays the others by one call, not by a thousand, and reads do not wait behind writes. The writes of a
 * site begin in the order in which they came, those about several sites among them.
 */
export function createPacer(limits: PacingLimits, clock: Clock): Pacer {
  const lanes = new Map<string, Waiting[]>();
  const writing = new Map<string, number>();
  let running = 0;
  let came = 0;
  /** Waiting writes about several sites: all others of a site are in one lane, in order. */
  let joint = 0;
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

  /** Tells whether a write that came earlier waits for one of its sites: nobody takes them away from it one by one. */
  const isBehind = ({ turn, number }: Waiting) => {
    if (joint === 0 || !turn.write || turn.holds) return false;
    const keys = keysOf(turn);
    return [...lanes.values()].some(([first]) => {
      if (!first?.turn.write || first.number >= number) return false;
      return keysOf(first.turn).some((key) => keys.includes(key));
    });
  };
  /** Starts the next one that may; the lane it came from goes to the end. */
  const startOne = (): boolean => {
    for (const [key, lane] of lanes) {
      const first = lane[0];
      if (!first || !mayStart(first.turn) || isBehind(first)) continue;
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
        const key = `${turn.write ? WRITES : READS}${turn.sites.join()}`;
        const { maxQueueMs } = limits;
        const isJoint = turn.write && turn.sites.length > 1;
        const stopWaiting = () => {
          if (isJoint) joint--;
          unsubscribe();
          cancelLimit?.();
        };
        const waiting: Waiting = {
          turn,
          number: came++,
          go: () => {
            stopWaiting();
            resolve();
          },
        };
        const giveUp = (reason: unknown) => {
          stopWaiting();
          const lane = lanes.get(key);
          lane?.splice(lane.indexOf(waiting), 1);
          if (lane?.length === 0) lanes.delete(key);
          reject(reason);
          // Who waited behind it may be next.
          startAll();
        };
        if (isJoint) joint++;
        const unsubscribe = onAbort(signal, () => giveUp(signal.reason));
        const cancelLimit =
          maxQueueMs <= LONGEST_TIMER_MS
            ? clock.timer(() => giveUp(turn.overdue(maxQueueMs)), maxQueueMs)
            : undefined;
        const lane = lanes.get(key);
        if (lane === undefined) lanes.set(key, [waiting]);
        else if (again) lane.unshift(waiting);
        else lane.push(waiting);
        startAll();
      });
    },
    leave({ write }) {
      running--;
      if (write) spaceWrites();
      if (lanes.size > 0) startAll();
    },
    finish(turn) {
      if (!turn.holds) return;
      turn.holds = false;
      for (const site of keysOf(turn)) {
        const others = (writing.get(site) ?? 1) - 1;
        if (others > 0) writing.set(site, others);
        else writing.delete(site);
      }
      if (lanes.size > 0) startAll();
    },
  };
}

/** What belongs to no site is written one after the other, too. */
const WHOLE_CONTROLLER = [""];

function keysOf({ sites }: Turn): readonly string[] {
  return sites.length > 0 ? sites : WHOLE_CONTROLLER;
}

const KINDS = ["/sites/", "/sitetemplates/"];
const END = /[/?]/;

/** The site, or site template, a URL is about; undefined for what belongs to the controller as a whole. */
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
