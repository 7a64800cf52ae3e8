import type { ApiModel } from "../../model/types.js";
import type { Holds } from "./facts.js";

type Version = readonly number[];

/** Whether controllers of a snapshot are among those that a fact holds for. */
export function holdsIn(
  { line, flavour, from, to }: Holds,
  model: Pick<ApiModel, "line" | "flavour" | "controllerVersion">,
): boolean {
  if (line !== model.line || (flavour !== undefined && flavour !== model.flavour)) return false;
  return overlaps({ from, to }, model.controllerVersion);
}

/**
 * Whether a version lies between two others. A shorter one stands for all that begin with it: `6.2` lies between 6.2.0.15
 * and 6.2.0.17, because controllers of it do.
 */
export function overlaps({ from, to }: { from: string; to?: string | undefined }, version: string): boolean {
  const [first, last, own] = [partsOf(from), partsOf(to ?? ""), partsOf(version)];
  return (
    compare(own, first, Number.POSITIVE_INFINITY, 0) >= 0 &&
    compare(own, last, 0, Number.POSITIVE_INFINITY) <= 0
  );
}

function partsOf(version: string): Version {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Part by part, those that a side lacks being what it is padded with. */
function compare(left: Version, right: Version, padLeft: number, padRight: number): number {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [a, b] = [left[at] ?? padLeft, right[at] ?? padRight];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
