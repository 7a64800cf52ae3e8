import { readFile } from "node:fs/promises";
import type { RowsByMask, SearchIndex } from "@omada-sdk/codegen";

const FILE = new URL("../../generated/search-index.json", import.meta.url);

/** Reads the index that ships with the package. */
export async function readSearchIndex(): Promise<SearchIndex> {
  return JSON.parse(await readFile(FILE, "utf8")) as SearchIndex;
}

/** Ids of the snapshots of a mask. */
export function idsOf({ snapshots }: Pick<SearchIndex, "snapshots">, mask: number): string[] {
  return snapshots.flatMap(({ id }, bit) => (mask & (1 << bit) ? [id] : []));
}

/** Rows that apply in one of the snapshots of a mask. */
export function rowsIn(rows: RowsByMask | undefined, mask: number): number[] {
  return (rows ?? []).flatMap(([each, list]) => (each & mask ? list : []));
}
