import type { ListQuery } from "./paging.js";
import type { Members } from "./types.js";

/** Filters, searches and sorts entities by their own members. Filters on members that no entity has are ignored. */
export function select<T extends object>(
  entities: Iterable<T>,
  query: ListQuery,
  searchFields: readonly string[],
): readonly T[] {
  if (query.searchKey === "" && query.filters.size === 0 && query.sorts.length === 0) {
    return Array.isArray(entities) ? entities : [...entities];
  }
  const needle = query.searchKey.toLowerCase();
  const kept = [...entities].filter(
    (entity) => passes(entity as Members, query.filters) && found(entity as Members, needle, searchFields),
  );
  return query.sorts.length === 0 ? kept : kept.sort((a, b) => order(a as Members, b as Members, query));
}

function passes(entity: Members, filters: ListQuery["filters"]): boolean {
  return [...filters].every(
    ([name, values]) => !Object.hasOwn(entity, name) || values.includes(String(entity[name])),
  );
}

function found(entity: Members, needle: string, fields: readonly string[]): boolean {
  if (needle === "") return true;
  return fields.some((field) =>
    String(entity[field] ?? "")
      .toLowerCase()
      .includes(needle),
  );
}

function order(a: Members, b: Members, { sorts }: ListQuery): number {
  for (const { name, descending } of sorts) {
    const difference = compare(a[name], b[name]);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [first, second] = [String(a ?? ""), String(b ?? "")];
  return first < second ? -1 : first > second ? 1 : 0;
}
