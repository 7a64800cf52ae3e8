import type { Operation } from "@omada-sdk/model";
import type { Members } from "../state/controller.js";
import type { ListQuery } from "./paging.js";

/** Reads a member of an entity as its row shows it. */
export type MemberReader<T> = (entity: T, member: string) => unknown;

/** Reads a member of an object that is its own row. */
export const memberOf: MemberReader<object> = (entity, member) =>
  Object.hasOwn(entity, member) ? (entity as Members)[member] : undefined;

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
export function select<T extends object>(
  all: readonly T[],
  query: ListQuery,
  fields: readonly string[] | undefined,
  read: MemberReader<T>,
): readonly T[] {
  const { searchKey, filters, sorts } = query;
  if (!isSelective(query)) return all;
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
    const members = memberNames(name);
    if (values.every((value) => value === "") || !someHave(members)) continue;
    kept = kept.filter((entity) =>
      [memberOf(entity, members)].flat().some((v) => values.includes(String(v))),
    );
  }
  if (searchKey !== "") {
    const needle = searchKey.toLowerCase();
    const declared = (fields ?? []).map(memberNames).filter(someHave);
    const searched = declared.length > 0 ? declared : SEARCHED_MEMBERS.map(memberNames);
    kept = kept.filter((entity) =>
      searched.flat().some((member) => containsText(read(entity, member), needle)),
    );
  }
  if (sorts.length === 0) return kept;
  const orders = sorts.map(({ name, descending }) => ({ members: memberNames(name), descending }));
  return [...kept].sort((a, b) => {
    for (const { members, descending } of orders) {
      const difference = compareValues(memberOf(a, members), memberOf(b, members));
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}

function containsText(value: unknown, needle: string): boolean {
  return `${value ?? ""}`.toLowerCase().includes(needle);
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [first, second] = [String(a ?? ""), String(b ?? "")];
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
