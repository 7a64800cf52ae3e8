import { readErrorCodes, readSuccessors, searchIndex } from "@omada-sdk/codegen";
import type { SearchIndex } from "@omada-sdk/model/search";
import { type Guide, guides } from "./guides.js";
import { PAGES } from "./links.js";
import type { Site } from "./site.js";
import { valueTables } from "./versions/values.js";

/** A page beside the operations, or a part of one. */
export interface PageEntry {
  kind: "guide" | "error code" | "permission" | "values" | "snapshot" | "comparison";
  title: string;
  /** From the top of the site. */
  address: string;
  /** What is searched beside the title. */
  text: string;
}

/** The data "search" of the site. */
export interface SearchData {
  index: SearchIndex;
  pages: PageEntry[];
}

/** The data "search": the index that `omada ops` searches, and the pages beside the operations. */
export async function searchData(site: Site): Promise<SearchData> {
  const { specsDir, snapshots } = site;
  const models = snapshots.map(({ model }) => model);
  const text = searchIndex(models, await readErrorCodes(specsDir), await readSuccessors(specsDir));
  return { index: JSON.parse(text) as SearchIndex, pages: pageEntries(site, await guides()) };
}

/** Fields that are named of those that share a table. */
const FIELDS = 6;

/** Pages of guides by section, tables of values, pages of snapshots and of comparisons; those of codes and labels are made of the index. */
export function pageEntries(site: Site, all: readonly Guide[]): PageEntry[] {
  const { snapshots } = site;
  return [
    ...all.flatMap(({ slug, title, sections }) =>
      sections.map(({ id, heading, text }): PageEntry => {
        const address = id === "" ? PAGES.guide(slug) : `${PAGES.guide(slug)}#${id}`;
        return { kind: "guide", title: id === "" ? title : `${title}: ${heading}`, address, text };
      }),
    ),
    ...valueTables(site).tables.map(({ anchor, rows, fields }): PageEntry => {
      const [first = "", ...others] = fields.slice(0, FIELDS).map(({ name }) => name);
      const labels = rows.map(({ value, label = "" }) => `${value} ${label}`);
      return {
        kind: "values",
        title: first,
        address: `${PAGES.values}#${anchor}`,
        text: [...labels, ...others].join(" "),
      };
    }),
    ...snapshots.map(
      ({ id, entry }): PageEntry => ({
        kind: "snapshot",
        title: `Snapshot ${id}`,
        address: PAGES.snapshot(id),
        text: `version ${entry.controllerVersion} ${entry.flavour} ${entry.line}`,
      }),
    ),
    ...snapshots.flatMap((before, at) =>
      snapshots.slice(at + 1).map(
        (after): PageEntry => ({
          kind: "comparison",
          title: `${before.id} to ${after.id}`,
          address: PAGES.compare(before.id, after.id),
          text: "compare upgrade what changed breaks versions",
        }),
      ),
    ),
  ];
}
