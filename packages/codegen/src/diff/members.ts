import { describeType, type Schema } from "@omada-sdk/model";
import { isReplaced } from "../exported/counterparts.js";
import { isRequiredLost, type Lost, REQUIRED } from "../specs/lost.js";
import type { Difference, Direction } from "./finding.js";

/** The schemas of two snapshots, and what these have lost. */
interface Sides {
  before: ReadonlyMap<string, Schema>;
  after: ReadonlyMap<string, Schema>;
  lost: Lost;
}

/** Compares which members two objects have, and which of them are required; the paths begin at the objects. */
export function diffPresence(
  a: Schema,
  b: Schema,
  { before, after, lost }: Sides,
  direction: Direction,
  owner?: string,
): Difference[] {
  const differences: Difference[] = [];
  for (const [name, schema] of Object.entries(a.properties ?? {})) {
    const path = `.${name}`;
    const was = a.required?.includes(name) ?? false;
    const is = b.required?.includes(name) ?? false;
    if (!memberOf(b, name)) {
      differences.push({
        rule: `${direction}-property-removed`,
        path,
        owner,
        before: describeType(before, schema),
      });
    } else if (was !== is && isRequiredLost(is ? a : b, lost[is ? "before" : "after"])) {
      differences.push({ lost: REQUIRED, path });
    } else if (was !== is) {
      differences.push({
        rule: `${direction}-property-became-${is ? "required" : "optional"}`,
        path,
        owner,
      });
    }
  }
  for (const [name, schema] of Object.entries(b.properties ?? {})) {
    if (memberOf(a, name)) continue;
    const needed = direction === "request" && b.required?.includes(name);
    const rule = needed ? "request-property-added-required" : (`${direction}-property-added` as const);
    differences.push({ rule, path: `.${name}`, owner, after: describeType(after, schema) });
  }
  return differences;
}

/** A member that an object names itself; `constructor` and the like are no members of every object. */
export function memberOf({ properties }: Schema, name: string): Schema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

const NAMED = 3;

/**
 * An object type of which hardly a member is left, reported as one change: another type stands in its place, be it that the
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

/** Pairs the members of two lists of the same length that have no order: the pairs that cost least first. */
export function pairCheapest<T, V>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => { cost: number; result: V },
): V[] {
  const all = left.flatMap((a, from) => right.map((b, to) => ({ from, to, ...compare(a, b) })));
  const used = { from: new Set<number>(), to: new Set<number>() };
  const chosen = all
    .sort((a, b) => a.cost - b.cost || a.from - b.from || a.to - b.to)
    .filter(({ from, to }) => {
      if (used.from.has(from) || used.to.has(to)) return false;
      used.from.add(from);
      used.to.add(to);
      return true;
    });
  return chosen.sort((a, b) => a.from - b.from).map(({ result }) => result);
}
