import { type ApiModel, type Operation, reachableNames, schemasOf } from "@omada-sdk/model";
import type { LostName } from "../exported/lost-names.js";
import type { Change } from "./finding.js";
import type { RuleId } from "./rules.js";

/** Rules about names that programs import; they concern these imports, not calls of the operation they stand at. */
export const ABOUT_EXPORTS: ReadonlySet<RuleId> = new Set<RuleId>([
  "type-name-removed",
  "type-name-renamed",
  "type-name-moved",
  "constant-removed",
  "constant-renamed",
  "constant-moved",
]);

/**
 * Lost names as changes, each at the first operation of its group that took or gave the type.
 * @param keepsAliases whether the newer snapshot is generated with aliases for the names of the older one
 */
export function exportChanges(
  lost: readonly LostName[],
  before: ApiModel,
  keepsAliases: boolean,
): [Operation, Change][] {
  if (lost.length === 0) return [];
  const places = firstPlaces(lost, before);
  return lost.flatMap((each): [Operation, Change][] => {
    const operation = places.get(placeKey(each.group, ownerOf(each)));
    return operation ? [[operation, toChange(each, keepsAliases)]] : [];
  });
}

function toChange(each: LostName, keepsAliases: boolean): Change {
  const { kind, group, name, successor, instead, elsewhere } = each;
  const subpath = (of: string): string => (kind === "type" ? of : `${of}/values`);
  const rule = kind === "type" ? "type-name" : "constant";
  const change = { path: `${subpath(group)}.${name}`, owner: ownerOf(each) };
  if (successor !== undefined)
    return {
      ...change,
      rule: `${rule}-${keepsAliases ? "renamed" : "removed"}`,
      before: name,
      after: successor,
    };
  if (elsewhere !== undefined)
    return { ...change, rule: `${rule}-moved`, before: subpath(group), after: subpath(elsewhere) };
  return {
    ...change,
    rule: `${rule}-removed`,
    ...(instead === undefined ? {} : { before: name, after: instead }),
  };
}

/** The type that a lost name is of, or whose field a lost constant is of. */
function ownerOf({ name, owner }: LostName): string {
  return owner ?? name;
}

function placeKey(group: string, schema: string): string {
  return `${group} ${schema}`;
}

function firstPlaces(lost: readonly LostName[], before: ApiModel): Map<string, Operation> {
  const groups = new Set(lost.map(({ group }) => group));
  const places = new Map<string, Operation>();
  for (const operation of before.operations) {
    if (!groups.has(operation.group)) continue;
    for (const name of reachableNames(schemasOf(operation), before.schemas)) {
      const key = placeKey(operation.group, name);
      if (!places.has(key)) places.set(key, operation);
    }
  }
  return places;
}
