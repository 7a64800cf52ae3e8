import { randomOf } from "../schema/random.js";
import type { Fault, FaultHandle, FaultRule, Faults } from "./types.js";

/** The call that rules are compared with. */
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

interface AddedRule {
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
  const entries = new Set<AddedRule>();
  let added = 0;
  const add = (rule: FaultRule): FaultHandle => {
    checkRule(rule, operations);
    const entry: AddedRule = { rule, number: added++, seen: 0, hits: 0 };
    entries.add(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => void entries.delete(entry),
    };
  };
  const hit = (subject: FaultSubject): FaultRule | undefined => {
    let chosen: AddedRule | undefined;
    for (const entry of entries) {
      if (!fits(entry.rule, subject)) continue;
      entry.seen++;
      if (!chosen && isDue(entry, seed)) chosen = entry;
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

function isDue({ rule, number, seen, hits }: AddedRule, seed: string): boolean {
  const { nth, times = Number.POSITIVE_INFINITY, probability = 1 } = rule;
  if (hits >= times || (nth !== undefined && ![nth].flat().includes(seen))) return false;
  return probability >= 1 || randomOf(`${seed}/fault/${number}/${seen}`)() < probability;
}

/** Every kind of fault; the compiler sees to it that none is missing. */
const FAULT_KINDS: Readonly<Record<Fault["kind"], true>> = {
  status: true,
  code: true,
  html: true,
  truncate: true,
  delay: true,
  trickle: true,
  close: true,
  "token-death": true,
  "rate-limit": true,
  certificate: true,
};
const HTTP_METHODS: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
]);

/**
 * Refuses a rule that could never hit, or whose fault could not be done.
 * @param operations the stable names of the interface
 * @throws RangeError naming the member of the rule; TypeError for headers that cannot be sent
 */
function checkRule(rule: FaultRule, operations: ReadonlySet<string>): void {
  checkNames(rule, operations);
  const { probability = 0, nth = 1, times = 0, fault } = rule;
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
  if (fault.kind === "status") new Headers(fault.headers);
}

function checkNames({ operation, method, fault }: FaultRule, operations: ReadonlySet<string>): void {
  refuseUnless(
    Object.hasOwn(FAULT_KINDS, fault.kind),
    "kind",
    fault.kind,
    Object.keys(FAULT_KINDS).join(", "),
  );
  if (method !== undefined) {
    refuseUnless(HTTP_METHODS.has(method.toUpperCase()), "method", method, [...HTTP_METHODS].join(", "));
  }
  if (operation === undefined) return;
  const known = operation.endsWith(".*")
    ? [...operations].some((name) => name.startsWith(operation.slice(0, -1)))
    : operations.has(operation);
  const expected = 'the stable name of an operation of this interface, or a tag of it with ".*"';
  refuseUnless(known, "operation", operation, expected);
}

function isWhole(number: number, least: number): boolean {
  return Number.isSafeInteger(number) && number >= least;
}

function refuseUnless(fits: boolean, name: string, given: unknown, expected: string): void {
  if (!fits) throw new RangeError(`${name} is ${given}; it has to be ${expected}.`);
}
