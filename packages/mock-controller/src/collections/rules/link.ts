import { isRecord } from "../../schema/accepts.js";
import type { StoredRow } from "../types.js";
import { REFERENCES } from "./reference-table.js";

/** The first id of a collection, by the template of its path; undefined where it has no rows or is not in reach. */
type FirstId = (path: string) => string | undefined;

type Links = ReadonlyMap<string, readonly string[]>;
const known = new Map<string, Links>();

/**
 * A made-up value whose members that name rows of other collections name rows that are there, so that it can be sent back.
 * Where there are none, they name nothing.
 * @param path template of the operation's or the collection's path; it decides which members name rows
 * @param kept members of the value that stay as they are
 */
export function withKnownIds<T>(value: T, path: string, kept: StoredRow, first: FirstId): T {
  const links = linksOf(path);
  const idFor = (member: string): string | undefined => {
    const paths = links.get(member);
    return paths && (paths.map(first).find((id) => id !== undefined) ?? "");
  };
  if (!isRecord(value)) return linked(value, idFor) as T;
  const others = Object.fromEntries(Object.entries(value).filter(([name]) => !Object.hasOwn(kept, name)));
  return { ...value, ...(linked(others, idFor) as StoredRow) };
}

function linksOf(path: string): Links {
  const before = known.get(path);
  if (before) return before;
  const links = new Map<string, string[]>();
  for (const { member, to, from } of REFERENCES) {
    if (from && !from.test(path)) continue;
    links.set(member, [...(links.get(member) ?? []), to]);
  }
  known.set(path, links);
  return links;
}

function linked(value: unknown, idFor: (member: string) => string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => linked(item, idFor));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const texts = typeof inner === "string" || (Array.isArray(inner) && inner.every(isText));
      const id = texts ? idFor(name) : undefined;
      if (id === undefined) return [name, linked(inner, idFor)];
      if (!Array.isArray(inner)) return [name, id];
      return [name, id === "" ? [] : [id]];
    }),
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
