import type { LieName } from "../lies/types.js";
import { checkQuirks, isQuirk, unknownQuirk } from "./check.js";
import { QUIRKS, type Quirks, type QuirkValues } from "./quirks.js";

/**
 * Reads quirks as command lines name them.
 * @param quirks each as `unknownPathStatus=404`; values of lists stand between commas, and nothing is an empty list
 * @param lies names of lies, besides those that the quirks name
 * @throws RangeError saying which one there is not, or what its value has to be
 */
export function parseQuirks(quirks: readonly string[], lies: readonly string[] = []): Partial<Quirks> {
  const given: Record<string, unknown> = {};
  for (const text of quirks) {
    const [name = "", value] = text.split(/=(.*)/s);
    if (value === undefined)
      throw new RangeError(`"${text}" has no value; write it like unknownPathStatus=404.`);
    if (!isQuirk(name)) throw unknownQuirk(name);
    given[name] = valueFrom(name, value);
  }
  const parsed: Partial<Quirks> = given;
  const all = [...(parsed.lies ?? []), ...(lies as readonly LieName[])];
  const merged = all.length > 0 ? { ...parsed, lies: all } : parsed;
  checkQuirks(merged);
  return merged;
}

/** The value that a text means; a text without a meaning is returned as it is, and the check refuses it. */
function valueFrom(name: keyof Quirks, text: string): unknown {
  const allowed = QUIRKS[name].values;
  if (allowed.kind === "list") return text === "" ? [] : text.split(",");
  if (allowed.kind === "count") return /^\d+$/.test(text) ? Number(text) : text;
  return allowed.of.find((one) => String(one) === text) ?? text;
}

/** Every quirk with its values, a line each; lies have an option of their own. */
export function quirkLines(): string[] {
  return Object.entries(QUIRKS)
    .filter(([name]) => name !== "lies")
    .map(([name, { values }]) => `${name}=${shown(values)}`);
}

function shown(allowed: QuirkValues): string {
  if (allowed.kind === "count") return "<number>";
  if (allowed.kind === "one") return allowed.of.join("|");
  return `${allowed.of === "operations" ? "<operation>" : allowed.of.join("|")},…`;
}
