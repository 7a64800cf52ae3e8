import type { CallOptions } from "../client/options.js";
import { paginate } from "../paging/paginate.js";
import type { Grid } from "../paging/types.js";

/** The part of a client that finds sites. */
export interface SiteFinder<Site extends { name?: string | undefined }> {
  readonly site: {
    readonly getSiteList: (
      args: { page: number; pageSize: number; searchKey?: string },
      options?: CallOptions,
    ) => Promise<Grid<Site>>;
  };
}

/**
 * Finds the site of a name, written exactly like that.
 * @param omada a client that has the sites, such as that of `createOmadaClient`
 * @returns undefined when there is none, or when the Open API application was not given it
 */
export async function findSiteByName<Site extends { name?: string | undefined }>(
  omada: SiteFinder<Site>,
  name: string,
  options: CallOptions = {},
): Promise<Site | undefined> {
  // The controller finds names that contain the text.
  for await (const site of paginate(omada.site.getSiteList, { searchKey: name }, options)) {
    if (site.name === name) return site;
  }
  return undefined;
}
