import type { Schema } from "@omada-sdk/model";
import type { Difference, Direction } from "./finding.js";

/** Smaller types are told field by field. */
const LEAST_MEMBERS = 10;
const NAMED = 3;

/**
 * An object type of which hardly a member is left, told as one change: another type stands in its place, be it that the
 * vendor made it anew, or that a document of all groups kept another one of several types of that name.
 */
export function diffReplaced(
  before: Schema,
  after: Schema,
  direction: Direction,
  owner: string | undefined,
): Difference | undefined {
  const left = Object.keys(before.properties ?? {});
  const right = Object.keys(after.properties ?? {});
  const common = left.filter((name) => right.includes(name)).length;
  const isLarge = Math.max(left.length, right.length) >= LEAST_MEMBERS;
  if (!isLarge || common * 2 >= Math.min(left.length, right.length)) return undefined;
  return { rule: `${direction}-type-replaced`, owner, before: namesOf(left), after: namesOf(right) };
}

function namesOf(members: readonly string[]): string {
  const more = members.length - NAMED;
  return `{ ${members.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""} }`;
}
