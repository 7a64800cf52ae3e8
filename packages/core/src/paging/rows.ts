import { OmadaError } from "@omada-sdk/auth";

/** The list of rows in an answer: the answer itself or its `data`; undefined when there is no list. */
export function findRows(page: unknown): readonly unknown[] | undefined {
  if (Array.isArray(page)) return page;
  const { data } = Object(page) as { data?: unknown };
  return Array.isArray(data) ? data : undefined;
}

/** The rows of an answer; an empty list when there is none. */
export function rowsOf(page: unknown): readonly unknown[] {
  return findRows(page) ?? [];
}

/** The same answer with fewer rows and all its other members. */
export function withRows(page: unknown, rows: readonly unknown[]): unknown {
  if (rows.length === rowsOf(page).length) return page;
  return Array.isArray(page) ? rows : { ...(page as object), data: rows };
}

/** Rows on all pages together, as an answer says; undefined when the number is missing or smaller than the page. */
export function totalOf(page: unknown): number | undefined {
  const { totalRows } = Object(page) as { totalRows?: unknown };
  return typeof totalRows === "number" && totalRows >= rowsOf(page).length ? totalRows : undefined;
}

/**
 * How many rows without a key were already on the page before: the first rows of this page, if the page before ends with
 * the same rows in the same order. That happens to lists that get new rows at the top, such as logs. 0 where the page
 * before holds equal rows.
 */
export function commonRows(before: readonly unknown[], rows: readonly unknown[]): number {
  const known = before.map(textOf);
  const start = known.indexOf(textOf(rows[0]));
  if (start < 0 || new Set(known).size < known.length) return 0;
  const tail = known.slice(start);
  return tail.every((text, index) => text === textOf(rows[index])) ? tail.length : 0;
}

/**
 * A row as JSON.
 * @throws OmadaError when it is nested deeper than the platform can write
 */
export function textOf(row: unknown): string {
  try {
    return JSON.stringify(row) ?? "";
  } catch {
    throw new OmadaError("A row is nested too deeply to be compared with others.");
  }
}

/** The keys of rows, and which of them were seen. */
export interface RowBook {
  /** False once rows turned out not to have a key, or to share it. */
  readonly keyed: boolean;
  /**
   * Returns the rows that were not added before, and how many were.
   * @param covered how many of the first rows stand where rows were already read: without a key these are not new
   */
  look(rows: readonly unknown[], covered: number): { fresh: unknown[]; known: number };
  /** Stores rows. */
  add(rows: readonly unknown[]): void;
  /** The text that identifies a row: its key, or all of it where rows have no key. */
  identify(row: unknown): string;
}

/** @param members names of the members that identify a row together */
export function createRowBook(members: readonly string[] | undefined): RowBook {
  const seen = new Set<string>();
  let keyed = members !== undefined && members.length > 0;
  const keyOf = (row: unknown): string | undefined => {
    const values = (members ?? []).map((member) => (Object(row) as Record<string, unknown>)[member] ?? null);
    return values.every((value) => value === null) ? undefined : JSON.stringify(values);
  };
  const check = (keys: readonly (string | undefined)[]) => {
    const present = keys.filter((key) => key !== undefined);
    if (keys.length > 0 && (present.length === 0 || new Set(present).size < present.length)) keyed = false;
  };
  return {
    get keyed() {
      return keyed;
    },
    look(rows, covered) {
      const keys = keyed ? rows.map(keyOf) : [];
      check(keys);
      if (!keyed) return { fresh: [...rows], known: 0 };
      const fresh: unknown[] = [];
      let known = 0;
      for (const [index, row] of rows.entries()) {
        const key = keys[index];
        const isCovered = key === undefined && index < covered;
        if (isCovered ? seen.has(textOf(row)) : key !== undefined && seen.has(key)) known++;
        else if (!isCovered) fresh.push(row);
      }
      return { fresh, known };
    },
    add(rows) {
      const keys = keyed ? rows.map(keyOf) : [];
      check(keys);
      if (keyed) for (const [index, key] of keys.entries()) seen.add(key ?? textOf(rows[index]));
    },
    identify: (row) => (keyed ? keyOf(row) : undefined) ?? textOf(row),
  };
}
