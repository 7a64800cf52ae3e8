import type { ApiModel } from "@omada-sdk/model";
import { pascal } from "../specs/case.js";
import type { ValueConstant } from "./constants.js";
import { type Counterparts, counterpartsOf } from "./counterparts.js";
import { type ExportedNames, exportedNames } from "./names.js";
import { type Shapes, shapesOf } from "./shapes.js";

/** A name that programs import of a snapshot and that its successor does not export from the same subpath. */
export interface LostName {
  kind: "type" | "constant";
  /** Group that exports it: a subpath of the types, or of a client with `/values`. */
  group: string;
  name: string;
  /** The type whose field a constant is of. */
  owner?: string;
  /** What has the same shape now, exported by the same group: a deprecated alias costs nothing. */
  successor?: string;
  /** What stands at the places of a type now, of another shape. */
  instead?: string;
  /** Another group that exports the same name. */
  elsewhere?: string;
}

/** Smaller shapes are alike by chance. */
const MIN_MEMBERS = 4;

interface Sides {
  before: ApiModel;
  after: ApiModel;
  counterparts: Counterparts;
  shapes: Shapes;
}

/** What the importers of a snapshot lose with the next one, by group and name. */
export function lostNames(before: ApiModel, after: ApiModel): LostName[] {
  const old = exportedNames(before);
  const now = exportedNames(after);
  const isLost = [...old].some(([group, { types, constants }]) =>
    [...types.keys(), ...constants.keys()].some((name) => !has(now.get(group), name)),
  );
  if (!isLost) return [];
  const counterparts = counterpartsOf(before, after);
  const sides = { before, after, counterparts, shapes: shapesOf(before, after) };
  return [...old].flatMap(([group, names]) => {
    const present = now.get(group);
    const types = [...names.types].filter((name) => !present?.types.has(name));
    const constants = [...names.constants.values()].filter(({ name }) => !present?.constants.has(name));
    return [
      ...types.map((name): LostName => {
        const elsewhere = groupWith(now, name);
        const follows = present ? successorOfType(name, present, sides) : {};
        return { kind: "type", group, name, ...follows, ...(elsewhere === undefined ? {} : { elsewhere }) };
      }),
      ...constants.map((constant): LostName => {
        const elsewhere = groupWith(now, constant.name);
        const successor = present && successorOfConstant(constant, names, present, sides);
        return {
          kind: "constant",
          group,
          name: constant.name,
          owner: ownerOf(constant),
          ...(successor === undefined ? {} : { successor }),
          ...(elsewhere === undefined ? {} : { elsewhere }),
        };
      }),
    ];
  });
}

function has(names: ExportedNames | undefined, name: string): boolean {
  return names !== undefined && (names.types.has(name) || names.constants.has(name));
}

function groupWith(names: ReadonlyMap<string, ExportedNames>, name: string): string | undefined {
  return [...names].find(([, each]) => has(each, name))?.[0];
}

/** Of the same shape: what stands at its places now, or the only one; two alike would be a guess. */
function successorOfType(
  name: string,
  present: ExportedNames,
  { before, after, counterparts, shapes }: Sides,
): Pick<LostName, "successor" | "instead"> {
  const shape = shapes.before.get(name);
  const placed = [...(counterparts.get(name) ?? [])].filter((each) => present.types.has(each)).sort();
  const same = placed.find((each) => shapes.after.get(each) === shape);
  if (same !== undefined) return { successor: same };
  const alike = [...present.types].filter((each) => shapes.after.get(each) === shape);
  const members = Object.keys(before.schemas.get(name)?.properties ?? {}).length;
  const [only, ...others] = alike.filter((each) => !before.schemas.has(each) && after.schemas.has(each));
  if (only !== undefined && others.length === 0 && members >= MIN_MEMBERS) return { successor: only };
  const [instead, ...more] = placed;
  return instead !== undefined && more.length === 0 ? { instead } : {};
}

function ownerOf({ field }: Pick<ValueConstant, "field">): string {
  return field.slice(0, field.indexOf("."));
}

/** The constant of the same field of what stands for its type now, if it has all that the old one had. */
function successorOfConstant(
  { name, field, members }: ValueConstant,
  names: ExportedNames,
  present: ExportedNames,
  sides: Sides,
): string | undefined {
  const owner = ownerOf({ field });
  const member = field.slice(owner.length + 1);
  if (!names.types.has(owner)) return undefined;
  const { successor, instead } = successorOfType(owner, present, sides);
  const other = present.constants.get((successor ?? instead ?? owner) + pascal(member));
  if (!other || other.name === name) return undefined;
  const isWhole = members.every(({ key, value }) =>
    other.members.some((each) => each.key === key && each.value === value),
  );
  return isWhole ? other.name : undefined;
}
