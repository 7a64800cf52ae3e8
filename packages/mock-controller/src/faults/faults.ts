import { randomOf } from "../schema/random.js";
import { checkRule } from "./check.js";
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

/**
 * An empty list of faults.
 * @param seed decides which calls a probability hits
 * @param operations the stable names that rules may be about
 */
export function createFaults(seed: string, operations: ReadonlySet<string>): InnerFaults {
  const entries = new Set<Entry>();
  let added = 0;
  const add = (rule: FaultRule): FaultHandle => {
    checkRule(rule, operations);
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
