import { readFile } from "node:fs/promises";
import type { SearchIndex } from "@omada-sdk/model/search";

const FILE = new URL("../generated/search-index.json", import.meta.url);

/** Reads the index that ships with the package. */
export async function readSearchIndex(): Promise<SearchIndex> {
  return JSON.parse(await readFile(FILE, "utf8")) as SearchIndex;
}
