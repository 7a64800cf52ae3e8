import type { ApiModel } from "../api-model.js";

/** One operation of all snapshots that have it; texts are those of the newest of them. */
export interface IndexedOperation {
  /** Stable name, `tag.method`. */
  name: string;
  /** Names that it has in older snapshots. */
  olderNames?: string[];
  method: string;
  path: string;
  tag: string;
  title: string;
  /** Snapshots that have it, as a mask. */
  in: number;
  /** Those in which it is deprecated. */
  deprecated?: number;
  /** Names of what to call instead. */
  successors?: string[];
}

/** Texts that operations have, each with the operations that have it. */
export interface SearchTable {
  texts: string[];
  /**
   * Numbers of operations by the snapshots in which they have the text: `14:0 5|8:3`, where bit n of the mask in front of a
   * colon stands for snapshot n. Texts, because a search reads few of them and has to start fast.
   */
  operations: string[];
}

/** A place of an operation itself, or one that has a table. */
export type IndexedPlace = "name" | "tag" | "path" | "title" | keyof SearchIndex["tables"];

/** A word, with the numbers of the operations or the rows of the table that have it in a place: `0 5 12`. */
export type IndexedTerm = { term: string } & { [Place in IndexedPlace]?: string };

/** One snapshot with its numbers of operations and schemas. */
export interface IndexedSnapshot extends Pick<ApiModel, "id" | "flavour" | "controllerVersion"> {
  operations: number;
  schemas: number;
}

/** An error code with what is known of it. */
export interface IndexedCode {
  code: number;
  name: string;
  category: string;
  /** The same request may succeed later. */
  retry?: boolean;
  /** The likely cause and what to do. */
  hint?: string;
}

/** What is searched: every operation of every snapshot, and the error codes. */
export interface SearchIndex {
  /** Oldest first. */
  snapshots: IndexedSnapshot[];
  codes: IndexedCode[];
  operations: IndexedOperation[];
  tables: {
    /** Members by the place where they are: `query.page`, `body.name`, `result.mac`, however deep. */
    field: SearchTable;
    /** Labels of values. */
    value: SearchTable;
    permission: SearchTable;
    /** Codes with their names: `-39303 apNotFound`. */
    error: SearchTable;
  };
  /** Every word of these. */
  terms: IndexedTerm[];
}

/** Ids of the snapshots of a mask. */
export function idsOf({ snapshots }: Pick<SearchIndex, "snapshots">, mask: number): string[] {
  return snapshots.flatMap(({ id }, bit) => (mask & (1 << bit) ? [id] : []));
}

const lists = new Map<string, readonly number[]>();

/** Numbers of a list such as `0 5 12`; taken apart once, because each keystroke of a question reads many lists again. */
export function numbersOf(list: string | undefined): readonly number[] {
  if (list === undefined) return [];
  let numbers = lists.get(list);
  if (numbers === undefined) {
    numbers = list.split(" ").map(Number);
    lists.set(list, numbers);
  }
  return numbers;
}

const rows = new Map<string, readonly (readonly [mask: number, numbers: readonly number[]])[]>();

/** Numbers of the operations that have a row of a table in one of the snapshots of a mask. */
export function operationsIn(row: string | undefined, mask: number): readonly number[] {
  if (!row) return [];
  let groups = rows.get(row);
  if (groups === undefined) {
    groups = row.split("|").map((group) => {
      const colon = group.indexOf(":");
      return [
        Number(group.slice(0, colon)),
        group
          .slice(colon + 1)
          .split(" ")
          .map(Number),
      ] as const;
    });
    rows.set(row, groups);
  }
  const asked = groups.filter(([snapshots]) => snapshots & mask);
  return asked.length === 1 ? (asked[0]?.[1] ?? []) : asked.flatMap(([, numbers]) => numbers);
}
