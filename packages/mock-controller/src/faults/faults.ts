import { randomOf } from "../sample/random.js";
import type { FaultHandle, FaultRule, Faults } from "./types.js";

/** What rules look at. */
export interface FaultSubject {
  method: string;
  path: string;
  /** Stable name; asked for only when there are rules. */
  operation: () => string | undefined;
}

/** The faults as the mock itself sees them. */
export interface InnerFaults extends Faults {
  /** The rule that hits a call; counts the call for every rule that it fits. */
  hit: (subject: FaultSubject) => FaultRule | undefined;
}

interface Entry {
  rule: FaultRule;
  number: number;
  seen: number;
  hits: number;
}

/** An empty list of faults. @param seed decides which calls a probability hits */
export function createFaults(seed: string): InnerFaults {
  const entries = new Set<Entry>();
  let added = 0;
  const add = (rule: FaultRule): FaultHandle => {
    check(rule);
    const entry: Entry = { rule, number: added++, seen: 0, hits: 0 };
    entries.add(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => void entries.delete(entry),
    };
  };
  const hit = (subject: FaultSubject): FaultRule | undefined => {
    let chosen: Entry | undefined;
    for (const entry of entries) {
      if (!fits(entry.rule, subject)) continue;
      entry.seen++;
      if (!chosen && strikes(entry, seed)) chosen = entry;
    }
    if (chosen) chosen.hits++;
    return chosen?.rule;
  };
  return { add, clear: () => entries.clear(), hit };
}

function fits({ operation, method, path }: FaultRule, subject: FaultSubject): boolean {
  if (method !== undefined && method.toUpperCase() !== subject.method) return false;
  if (typeof path === "string" && path !== subject.path) return false;
  if (path instanceof RegExp && subject.path.search(path) < 0) return false;
  if (operation === undefined) return true;
  const name = subject.operation() ?? "";
  return operation.endsWith(".*") ? name.startsWith(operation.slice(0, -1)) : name === operation;
}

function strikes({ rule, number, seen, hits }: Entry, seed: string): boolean {
  const { nth, times = Number.POSITIVE_INFINITY, probability = 1 } = rule;
  if (hits >= times || (nth !== undefined && ![nth].flat().includes(seen))) return false;
  return probability >= 1 || randomOf(`${seed}/fault/${number}/${seen}`)() < probability;
}

function check({ probability = 0, nth = 1, times = 0, fault }: FaultRule): void {
  refuseUnless(probability >= 0 && probability <= 1, "probability", probability, "from 0 to 1");
  for (const number of [nth].flat()) refuseUnless(isWhole(number, 1), "nth", number, "a whole number from 1");
  refuseUnless(times >= 0, "times", times, "0 or more");
  const numbers = fault as Partial<Record<"ms" | "bytes" | "retryAfterSeconds" | "status", number>>;
  for (const name of ["ms", "bytes", "retryAfterSeconds"] as const) {
    const number = numbers[name] ?? 0;
    refuseUnless(number >= 0 && Number.isFinite(number), name, number, "0 or more");
  }
  const { status = 200 } = numbers;
  refuseUnless(isWhole(status, 200) && status <= 599, "status", status, "from 200 to 599");
}

function isWhole(number: number, least: number): boolean {
  return Number.isSafeInteger(number) && number >= least;
}

function refuseUnless(fits: boolean, name: string, given: number, expected: string): void {
  if (!fits) throw new RangeError(`${name} is ${given}; it has to be ${expected}.`);
}
