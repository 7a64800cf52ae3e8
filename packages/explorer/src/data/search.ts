import { readErrorCodes, readSuccessors, searchIndex } from "@omada-sdk/codegen";
import type { SearchIndex } from "@omada-sdk/model/search";
import type { SearchData } from "../browser/search/engine.js";
import type { PageEntry } from "../browser/search/pages.js";
import { type Guide, guides } from "./guides.js";
import { PAGES } from "./links.js";
import type { Site } from "./site.js";

/** The data "search": the index that `omada ops` searches, and the pages beside the operations. */
export async function searchData(site: Site): Promise<SearchData> {
  const { specsDir, snapshots } = site;
  const models = snapshots.map(({ model }) => model);
  const text = searchIndex(models, await readErrorCodes(specsDir), await readSuccessors(specsDir));
  return { index: JSON.parse(text) as SearchIndex, pages: pageEntries(site, await guides()) };
}

/** Pages of guides by section, of snapshots and of comparisons; those of codes and labels are made of the index. */
export function pageEntries({ snapshots }: Site, all: readonly Guide[]): PageEntry[] {
  return [
    ...all.flatMap(({ slug, title, sections }) =>
      sections.map(({ id, heading, text }): PageEntry => {
        const address = id === "" ? PAGES.guide(slug) : `${PAGES.guide(slug)}#${id}`;
        return { kind: "guide", title: id === "" ? title : `${title}: ${heading}`, address, text };
      }),
    ),
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
