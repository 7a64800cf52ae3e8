import { isReplaced } from "../exported/counterparts.js";
import type { Schema } from "../model/types.js";
import type { Difference, Direction } from "./finding.js";

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
  if (!isReplaced(before, after)) return undefined;
  const [left, right] = [before, after].map(({ properties = {} }) => Object.keys(properties));
  return {
    rule: `${direction}-type-replaced`,
    owner,
    before: namesOf(left ?? []),
    after: namesOf(right ?? []),
  };
}

function namesOf(members: readonly string[]): string {
  const more = members.length - NAMED;
  return `{ ${members.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""} }`;
}
