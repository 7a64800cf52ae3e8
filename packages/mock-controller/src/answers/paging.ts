import type { Call } from "../protocol/call.js";
import { isRecord } from "../schema/check.js";

/** What a list call asks for. */
export interface ListQuery {
  /** Counts from 1. */
  page: number;
  /** 1 to 1000. */
  pageSize: number;
  searchKey: string;
  sorts: { name: string; descending: boolean }[];
  /** Accepted values by member name; every value as text. */
  filters: Map<string, string[]>;
}

/** A page as it stands in `result`. */
export interface Page<T> {
  totalRows: number;
  currentPage: number;
  currentSize: number;
  data: T[];
}

const MAX_PAGE_SIZE = 1000;

/** Reads `page`, `pageSize`, `searchKey`, `sorts.x=asc|desc` and `filters.x=a,b` of a query. */
export function listQueryOf({ query }: Call): ListQuery {
  const found: ListQuery = { page: 1, pageSize: MAX_PAGE_SIZE, searchKey: "", sorts: [], filters: new Map() };
  for (const [name, value] of query) {
    if (name === "page" || name === "pageSize") found[name] = Number(value);
    else if (name === "searchKey") found.searchKey = value;
    else if (name.startsWith("sorts."))
      found.sorts.push({ name: name.slice(6), descending: value === "desc" });
    else if (name.startsWith("filters.")) found.filters.set(name.slice(8), value.split(","));
  }
  return found;
}

/** Reads the same from the members of a body: `{page, pageSize, searchKey, sorts: {x}, filters: {x}}`. */
export function listQueryOfBody(body: unknown): ListQuery {
  const { page, pageSize, searchKey, sorts, filters } = isRecord(body) ? body : {};
  return {
    page: typeof page === "number" ? page : 1,
    pageSize: typeof pageSize === "number" ? pageSize : MAX_PAGE_SIZE,
    searchKey: typeof searchKey === "string" ? searchKey : "",
    sorts: membersOf(sorts).map(([name, value]) => ({ name, descending: value === "desc" })),
    filters: new Map(membersOf(filters).map(([name, value]) => [name, [value].flat().map(String)])),
  };
}

function membersOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** Cuts a page out of rows. A page behind the end is empty, and `currentSize` echoes the size asked for. */
export function pageOf<T>(rows: readonly T[], { page, pageSize }: ListQuery): Page<T> {
  const data = rows.slice((page - 1) * pageSize, page * pageSize);
  return { totalRows: rows.length, currentPage: page, currentSize: pageSize, data };
}
