import type { Members } from "../state/request.js";
import { membersMeant } from "./member-names.js";
import type { ListQuery } from "./paging.js";

/** Reads a member of an entity as its row shows it. */
export type Reader<T> = (entity: T, member: string) => unknown;

/** Reads a member of an object that is its own row. */
export const ownMember: Reader<object> = (entity, member) =>
  Object.hasOwn(entity, member) ? (entity as Members)[member] : undefined;

/** What is searched when the document names no members, or none that the rows have. */
const SEARCHED: readonly string[] = ["name", "mac", "ip"];

/** Whether a query asks for some of the rows, or for an order of its own. */
export function selects({ searchKey, filters, sorts }: ListQuery): boolean {
  return searchKey !== "" || filters.size > 0 || sorts.length > 0;
}

/**
 * Filters, searches and sorts entities by the members of their rows. A filter on a member that no row has is ignored;
 * where some rows have it, the others do not pass.
 * @param fields what `searchKey` is looked for in, as the document calls it
 */
export function select<T extends object>(
  all: readonly T[],
  query: ListQuery,
  fields: readonly string[] | undefined,
  read: Reader<T>,
): readonly T[] {
  const { searchKey, filters, sorts } = query;
  if (!selects(query)) return all;
  const memberOf = (entity: T, members: readonly string[]): unknown => {
    for (const member of members) {
      const value = read(entity, member);
      if (value !== undefined && value !== null) return value;
    }
    return undefined;
  };
  const someHave = (members: readonly string[]): boolean =>
    all.some((entity) => memberOf(entity, members) !== undefined);

  let kept = all;
  for (const [name, values] of filters) {
    const members = membersMeant(name);
    if (values.every((value) => value === "") || !someHave(members)) continue;
    kept = kept.filter((entity) =>
      [memberOf(entity, members)].flat().some((v) => values.includes(String(v))),
    );
  }
  if (searchKey !== "") {
    const needle = searchKey.toLowerCase();
    const declared = (fields ?? []).map(membersMeant).filter(someHave);
    const searched = declared.length > 0 ? declared : SEARCHED.map(membersMeant);
    kept = kept.filter((entity) => searched.flat().some((member) => contains(read(entity, member), needle)));
  }
  if (sorts.length === 0) return kept;
  const orders = sorts.map(({ name, descending }) => ({ members: membersMeant(name), descending }));
  return [...kept].sort((a, b) => {
    for (const { members, descending } of orders) {
      const difference = compare(memberOf(a, members), memberOf(b, members));
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}

function contains(value: unknown, needle: string): boolean {
  return `${value ?? ""}`.toLowerCase().includes(needle);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [first, second] = [String(a ?? ""), String(b ?? "")];
  return first < second ? -1 : first > second ? 1 : 0;
}
