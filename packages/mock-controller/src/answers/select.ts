import type { Operation } from "@omada-sdk/model";
import type { Members } from "../state/controller.js";
import type { ListQuery } from "./paging.js";

/** The values of a member as the rows of a list show them, in the order of the rows. */
export type Columns = (member: string) => readonly unknown[];

/** Reads the members of objects that are their own rows. */
export function columnsOfRows(rows: readonly Members[]): Columns {
  return (member) => rows.map((row) => (Object.hasOwn(row, member) ? row[member] : undefined));
}

/** What is searched when the document names no members, or none that the rows have. */
const SEARCHED_MEMBERS: readonly string[] = ["name", "mac", "ip"];

/** Whether a query filters, searches or sorts. */
export function isSelective({ searchKey, filters, sorts }: ListQuery): boolean {
  return searchKey !== "" || filters.size > 0 || sorts.length > 0;
}

/**
 * Filters, searches and sorts entities by the members of their rows. A filter on a member that no row has is ignored;
 * where some rows have it, the others do not pass.
 * @param fields the members that `searchKey` searches, by their names in the document
 */
export function select<T>(
  all: readonly T[],
  query: ListQuery,
  fields: readonly string[] | undefined,
  columns: Columns,
): readonly T[] {
  const { searchKey, filters, sorts } = query;
  if (!isSelective(query)) return all;
  /** Of each row the value of the first of some members that it has. */
  const valuesOf = (members: readonly string[]): readonly unknown[] => {
    let values: unknown[] = new Array(all.length).fill(undefined);
    for (const member of members) {
      if (!values.includes(undefined)) break;
      const column = columns(member);
      values = values.map((value, row) => value ?? column[row] ?? undefined);
    }
    return values;
  };

  let rows = [...all.keys()];
  for (const [name, wanted] of filters) {
    if (wanted.every((value) => value === "")) continue;
    const values = valuesOf(memberNames(name));
    if (values.every((value) => value === undefined)) continue;
    const passes = (value: unknown): boolean => wanted.includes(String(value));
    rows = rows.filter((row) => {
      const value = values[row];
      return Array.isArray(value) ? value.some(passes) : passes(value);
    });
  }
  if (searchKey !== "") {
    const needle = searchKey.toLowerCase();
    const declared = (fields ?? []).map(memberNames);
    const known = declared.filter((members) => valuesOf(members).some((value) => value !== undefined));
    const searched = known.length > 0 ? known : SEARCHED_MEMBERS.map(memberNames);
    const texts = searched.flat().map(columns);
    rows = rows.filter((row) => texts.some((values) => containsText(values[row], needle)));
  }
  const orders = sorts.map(({ name, descending }) => ({
    values: valuesOf(memberNames(name)).map(comparable),
    descending,
  }));
  if (orders.length > 0)
    rows.sort((a, b) => {
      for (const { values, descending } of orders) {
        const difference = compareValues(values[a] ?? "", values[b] ?? "");
        if (difference !== 0) return descending ? -difference : difference;
      }
      return 0;
    });
  return rows.map((row) => all[row] as T);
}

function containsText(value: unknown, needle: string): boolean {
  return `${value ?? ""}`.toLowerCase().includes(needle);
}

function comparable(value: unknown): number | string {
  return typeof value === "number" ? value : String(value ?? "");
}

/** Numbers by size, all else as text. */
function compareValues(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [first, second] = [String(a), String(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/**
 * Members that a parameter means although they have another name. Filters and sorts go by the first of those that a
 * row has; a search looks in all.
 */
const ALIASES = new Map<string, readonly string[]>(
  Object.entries({
    authAdmin: ["adminName"],
    clientMac: ["mac"],
    clientName: ["name", "hostName"],
    code: ["voucherCode"],
    deviceMac: ["apMac", "switchMac"],
    end: ["lastSeen"],
    localUser: ["localUserName"],
    name: ["customerName"],
    network: ["networkName"],
    ssidName: ["ssid"],
    ssidOrNetwork: ["ssid", "networkName"],
    start: ["associationTime"],
    tag: ["tagIds", "tagName"],
    threatDescription: ["signature"],
    userName: ["name"],
    voucher: ["voucherCode"],
  }),
);

/**
 * The members that a filter, a sort or a search field can mean: `user_name`, `user name` and `User Name` are
 * `userName`.
 */
function memberNames(name: string): readonly string[] {
  const words = name.split(/[\s_]+/);
  const camel = words.length === 1 && /^[a-z]/.test(name) ? name : camelCase(words);
  return [...new Set([name, camel, ...(ALIASES.get(camel) ?? [])])];
}

function camelCase(words: readonly string[]): string {
  return words
    .map((word) => word.toLowerCase())
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}

/** Labels of values that mean true and false. */
const BOOLEAN_LABELS = new Map([
  ["enable", "true"],
  ["disable", "false"],
]);

/**
 * A query in which a filter with numbers for on and off (`filters.enable=0` is "enable" in its table) also finds
 * booleans.
 */
export function withBooleanFilters({ parameters }: Operation, query: ListQuery): ListQuery {
  if (query.filters.size === 0) return query;
  const filters = [...query.filters].map(([name, values]): [string, string[]] => {
    const { schema } = parameters.find((parameter) => parameter.name === `filters.${name}`) ?? {};
    const meant = (schema?.["x-omada-values"] ?? [])
      .filter(({ value }) => values.includes(String(value)))
      .flatMap(({ label = "" }) => BOOLEAN_LABELS.get(label.toLowerCase()) ?? []);
    return [name, [...values, ...meant]];
  });
  return { ...query, filters: new Map(filters) };
}
