import { readFile } from "node:fs/promises";
import type { SearchIndex } from "@omada-sdk/codegen";

const FILE = new URL("../../generated/search-index.json", import.meta.url);

/** Reads the index that ships with the package. */
export async function readSearchIndex(): Promise<SearchIndex> {
  return JSON.parse(await readFile(FILE, "utf8")) as SearchIndex;
}

/** Ids of the snapshots of a mask. */
export function idsOf({ snapshots }: Pick<SearchIndex, "snapshots">, mask: number): string[] {
  return snapshots.flatMap(({ id }, bit) => (mask & (1 << bit) ? [id] : []));
}

/** Numbers of a list such as `0 5 12`. */
export function numbersOf(list: string | undefined): number[] {
  return list === undefined ? [] : list.split(" ").map(Number);
}

/** Numbers of the operations that have a row of a table in one of the snapshots of a mask. */
export function operationsIn(row: string | undefined, mask: number): number[] {
  return (
    (row || undefined)?.split("|").flatMap((group) => {
      const colon = group.indexOf(":");
      return Number(group.slice(0, colon)) & mask ? numbersOf(group.slice(colon + 1)) : [];
    }) ?? []
  );
}
