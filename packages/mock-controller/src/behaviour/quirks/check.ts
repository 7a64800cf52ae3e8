import { QUIRKS, type Quirks } from "./quirks.js";

/**
 * Refuses quirks that the mock does not know, and values that they cannot have.
 * @param operations the stable names of the interface; without them any name will do
 * @throws RangeError naming the quirk and what it may be
 */
export function checkQuirks(quirks: Partial<Quirks>, operations?: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(quirks)) {
    if (!isQuirk(name)) throw unknownQuirk(name);
    checkValue(name, value, operations);
  }
}

/** The error for an unknown quirk. */
export function unknownQuirk(name: string): RangeError {
  return new RangeError(`There is no quirk "${name}"; there are ${Object.keys(QUIRKS).join(", ")}.`);
}

export function isQuirk(name: string): name is keyof Quirks {
  return Object.hasOwn(QUIRKS, name);
}

function checkValue(name: keyof Quirks, value: unknown, operations: ReadonlySet<string> | undefined): void {
  const allowed = QUIRKS[name].values;
  const say = (given: unknown, expected: string): RangeError =>
    new RangeError(`${name} is ${JSON.stringify(given)}; it has to be ${expected}.`);
  if (allowed.kind === "one") {
    if (!allowed.of.some((one) => one === value)) throw say(value, `one of ${allowed.of.join(", ")}`);
  } else if (allowed.kind === "count") {
    if (!Number.isSafeInteger(value) || Number(value) < 0) throw say(value, "a whole number from 0");
  } else {
    const { of } = allowed;
    if (!Array.isArray(value)) throw say(value, "a list");
    const wrong = value.find((one) =>
      of === "operations" ? operations && !operations.has(one) : !of.includes(one),
    );
    const names = of === "operations" ? "operations of this interface" : of.join(", ");
    if (wrong !== undefined) throw say(wrong, `a list of ${names}`);
  }
}
