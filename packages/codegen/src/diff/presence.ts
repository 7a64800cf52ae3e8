import { describeType } from "../model/shape.js";
import type { Schema } from "../model/types.js";
import type { Difference, Direction } from "./finding.js";
import { type Lost, REQUIRED } from "./lost.js";

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
    } else if (was !== is && isLostList(is ? a : b, lost[is ? "before" : "after"])) {
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

/** A recovered document has the whole list of a schema's required members, or none of it. */
function isLostList({ required = [] }: Schema, lost: ReadonlySet<string>): boolean {
  return required.length === 0 && lost.has(REQUIRED);
}

/** A member that an object names itself; `constructor` and the like are no members of every object. */
export function memberOf({ properties }: Schema, name: string): Schema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
