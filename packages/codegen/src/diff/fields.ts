import { describeType, flatten, type Kind, kindOf, refName, type Schema } from "@omada-sdk/model";
import { explainedByLoss, type Lost, TYPES } from "../specs/lost.js";
import { diffBounds } from "./bounds.js";
import type { Difference, Direction } from "./finding.js";
import { diffPresence, diffReplaced, memberOf, pairCheapest } from "./members.js";
import { sameSchemas } from "./same-schemas.js";
import { diffTexts } from "./texts.js";
import { diffValues } from "./values.js";

type Schemas = ReadonlyMap<string, Schema>;

/** Compares two schemas as a request or a response; the paths it returns begin at the schema: `[].name`. */
export type FieldDiffer = (before: Schema, after: Schema, direction: Direction) => Difference[];

/** What the members of a pair differ in, and the outermost pair of the current descent that it ran into. */
interface Visit {
  differences: Difference[];
  reaches: number;
}

const OUTSIDE = Number.POSITIVE_INFINITY;

/** A differ over the schemas of two snapshots. Pairs are compared once; a pair inside itself is not entered. */
export function createFieldDiffer(before: Schemas, after: Schemas, lost: Lost): FieldDiffer {
  const done = new Map<Direction, Map<Schema, Map<Schema, Difference[]>>>();
  const sides = { before, after, lost };
  const same = sameSchemas(before, after);
  const open: { before: Schema; after: Schema }[] = [];

  function visit(left: Schema, right: Schema, direction: Direction, owner?: string): Visit {
    if (isSame(left, right, same)) return { differences: [], reaches: OUTSIDE };
    const a = flatten(before, left);
    const b = flatten(after, right);
    const kinds = [kindOf(a), kindOf(b)] as const;
    const isEmpty = isEmptied(kinds, b, direction) && !isLostType(kinds, lost);
    if (kinds[0] !== kinds[1] && !isEmpty) {
      const types = [describeType(before, left), describeType(after, right)] as const;
      const side = kinds[0] === "map" ? "after" : "before";
      if (kinds.includes("map") && kinds.includes("open object") && lost[side].has("additionalProperties"))
        return { differences: [{ lost: "additionalProperties" }], reaches: OUTSIDE };
      if (isLostType(kinds, lost)) return { differences: [{ lost: TYPES }], reaches: OUTSIDE };
      return { differences: [typeChange(kinds, types, direction)], reaches: OUTSIDE };
    }
    const replaced = kinds[0] === "object" ? diffReplaced(a, b, direction, nameOf(left) ?? owner) : undefined;
    if (replaced) return { differences: [replaced], reaches: OUTSIDE };
    const facts = [...diffValues(a, b, direction, lost), ...diffBounds(a, b, direction, lost)];
    facts.push(...diffTexts(a, b, direction, lost));
    const members = cached(left, right, direction, nameOf(left) ?? owner);
    return { differences: [...facts, ...members.differences], reaches: members.reaches };
  }

  /** Members depend on what the references lead to only, so they are remembered by that. */
  function cached(left: Schema, right: Schema, direction: Direction, owner?: string): Visit {
    const a = target(before, left);
    const b = target(after, right);
    const known = done.get(direction)?.get(a)?.get(b);
    if (known) return { differences: known, reaches: OUTSIDE };
    const depth = open.findIndex((pair) => pair.before === a && pair.after === b);
    if (depth >= 0) return { differences: [], reaches: depth };
    open.push({ before: a, after: b });
    const result = members(flatten(before, a), flatten(after, b), direction, owner);
    open.pop();
    // A result that leans on a pair still open further out is incomplete anywhere else.
    if (result.reaches < open.length) return result;
    remember(direction, a, b, result.differences);
    return { differences: result.differences, reaches: OUTSIDE };
  }

  function remember(direction: Direction, a: Schema, b: Schema, differences: Difference[]): void {
    const byBefore = done.get(direction) ?? new Map<Schema, Map<Schema, Difference[]>>();
    const byAfter = byBefore.get(a) ?? new Map<Schema, Difference[]>();
    done.set(direction, byBefore.set(a, byAfter.set(b, differences)));
  }

  function members(a: Schema, b: Schema, direction: Direction, owner?: string): Visit {
    if (a.items && b.items) return under("[]", visit(a.items, b.items, direction, owner));
    if (kindOf(a) === "map" && typeof a.additionalProperties === "object") {
      const values = typeof b.additionalProperties === "object" ? b.additionalProperties : {};
      return under(".*", visit(a.additionalProperties, values, direction, owner));
    }
    if (kindOf(a) === "choice") return choices(a, b, direction, owner);
    const visits: Visit[] = [{ differences: diffPresence(a, b, sides, direction, owner), reaches: OUTSIDE }];
    if (kindOf(a) === "object") visits.push(extras(a, b, direction, owner));
    for (const [name, schema] of Object.entries(a.properties ?? {})) {
      const other = memberOf(b, name);
      if (other) visits.push(under(`.${name}`, tagOwner(visit(schema, other, direction, owner), owner)));
    }
    return join(visits);
  }

  function choices(a: Schema, b: Schema, direction: Direction, owner?: string): Visit {
    const left = a.oneOf ?? a.anyOf ?? [];
    const right = b.oneOf ?? b.anyOf ?? [];
    if (left.length !== right.length) {
      const words = [`one of ${left.length}`, `one of ${right.length}`] as const;
      return {
        differences: [{ rule: `${direction}-type-changed`, before: words[0], after: words[1] }],
        reaches: OUTSIDE,
      };
    }
    const pairs = pairCheapest(left, right, (part, other) => {
      const result = visit(part, other, direction, owner);
      const isOther = kindOf(flatten(before, part)) !== kindOf(flatten(after, other));
      return { cost: isOther ? OUTSIDE : result.differences.length, result };
    });
    return join(pairs);
  }

  /** Members that an object may have beyond those it names. */
  function extras(a: Schema, b: Schema, direction: Direction, owner?: string): Visit {
    const was = a.additionalProperties || undefined;
    const is = b.additionalProperties || undefined;
    const values = (each: Schema | true): Schema => (each === true ? {} : each);
    if (was && is) return under(".*", visit(values(was), values(is), direction, owner));
    if (!was && !is) return join([]);
    const loss = explainedByLoss("additionalProperties", was, is, lost);
    const rule = `${direction}-members-${is ? "opened" : "closed"}` as const;
    const difference = loss === undefined ? { rule, owner } : { lost: loss };
    return under(".*", { differences: [difference], reaches: OUTSIDE });
  }

  return (left, right, direction) => visit(left, right, direction).differences;
}

/**
 * Whether two schemas are alike at a glance: of the same plain facts, a reference counting as one if it leads to the same
 * schema in both snapshots. Most members are.
 */
function isSame(left: Schema, right: Schema, same: ReadonlySet<string>): boolean {
  const keys = Object.keys(left) as (keyof Schema)[];
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => left[key] === right[key] && typeof left[key] !== "object") &&
    (left.$ref === undefined || same.has(nameOf(left) ?? ""))
  );
}

function typeChange(
  [from, to]: readonly [Kind, Kind],
  [before, after]: readonly [string, string],
  direction: Direction,
): Difference {
  if (isNumber(from) && isNumber(to)) {
    const isQuiet = (to === "number") === (direction === "request");
    const rule = direction === "request" ? "request-type-loosened" : "response-type-specified";
    return { rule: isQuiet ? rule : `${direction}-format-changed`, before, after };
  }
  if (isLooser(to, from)) return { rule: `${direction}-type-loosened`, before, after };
  if (isLooser(from, to)) return { rule: `${direction}-type-specified`, before, after };
  const swapped = (from === "array" && isObject(to)) || (to === "array" && isObject(from));
  if (swapped && direction === "response") return { rule: "response-array-changed", before, after };
  return { rule: `${direction}-type-changed`, before, after };
}

/** A recovered document has an open type where it lost the real one. */
function isLostType([from, to]: readonly [Kind, Kind], lost: Lost): boolean {
  return (isLooser(to, from) && lost.after.has(TYPES)) || (isLooser(from, to) && lost.before.has(TYPES));
}

/** Whether every value of the second kind is one of the first. */
function isLooser(open: Kind, narrow: Kind): boolean {
  return open === "any" || (open === "open object" && isObject(narrow));
}

/** An object that has no member left: what is sent of those it had is not taken any more. */
function isEmptied([from, to]: readonly [Kind, Kind], after: Schema, direction: Direction): boolean {
  return (
    direction === "request" &&
    from === "object" &&
    to === "open object" &&
    after.additionalProperties === undefined
  );
}

function isObject(kind: Kind): boolean {
  return kind === "object" || kind === "map" || kind === "open object";
}

function isNumber(kind: Kind): boolean {
  return kind === "integer" || kind === "number";
}

/** The object that a reference ends in: the key under which members are remembered. */
function target(schemas: Schemas, schema: Schema): Schema {
  let current = schema;
  for (let hops = 0; current.$ref !== undefined && hops < 32; hops++) {
    const next = schemas.get(refName(current.$ref) ?? "");
    if (!next) break;
    current = next;
  }
  return current;
}

function nameOf(schema: Schema): string | undefined {
  return schema.$ref === undefined ? undefined : refName(schema.$ref);
}

function under(prefix: string, { differences, reaches }: Visit): Visit {
  return {
    differences: differences.map((each) => ({ ...each, path: prefix + (each.path ?? "") })),
    reaches,
  };
}

function tagOwner({ differences, reaches }: Visit, owner: string | undefined): Visit {
  if (owner === undefined) return { differences, reaches };
  return { differences: differences.map((each) => ({ owner, ...each })), reaches };
}

function join(visits: readonly Visit[]): Visit {
  return {
    differences: visits.flatMap(({ differences }) => differences),
    reaches: Math.min(OUTSIDE, ...visits.map(({ reaches }) => reaches)),
  };
}
