import type { Fault, FaultRule } from "./types.js";

/** Every kind of fault; the compiler sees to it that none is missing. */
const KINDS: Readonly<Record<Fault["kind"], true>> = {
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
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Refuses a rule that could never hit, or whose fault could not be done.
 * @param operations the stable names of the interface
 * @throws RangeError naming the member of the rule; TypeError for headers that cannot be sent
 */
export function checkRule(rule: FaultRule, operations: ReadonlySet<string>): void {
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
  refuseUnless(Object.hasOwn(KINDS, fault.kind), "kind", fault.kind, Object.keys(KINDS).join(", "));
  if (method !== undefined) {
    refuseUnless(METHODS.has(method.toUpperCase()), "method", method, [...METHODS].join(", "));
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
