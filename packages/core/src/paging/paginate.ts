import { OmadaError } from "@omada-sdk/auth";
import { type CallOptions, operationOf } from "../operations/operation.js";
import { rowsOf } from "./rows.js";
import type { Grid, PageOptions, Paginate, Paginator } from "./types.js";
import { type ListMethod, walk } from "./walk.js";

type Loose = (
  method: ListMethod,
  args?: Record<string, unknown>,
  options?: PageOptions,
) => Paginator<unknown, unknown>;

const read: Loose = (method, args = {}, options = {}) => {
  const operation = operationOf(method);
  if (!operation)
    throw new OmadaError("paginate takes a method of the client, such as omada.device.getDeviceList.");
  const { pageSize, prefetch } = options;
  if (pageSize !== undefined && !(Number.isInteger(pageSize) && pageSize >= 1))
    throw new OmadaError("pageSize is a whole number, 1 or more.");
  if (prefetch !== undefined && !(Number.isInteger(prefetch) && prefetch >= 0))
    throw new OmadaError("prefetch is a whole number, 0 or more.");
  const pages = (limit?: number) => walk(method, operation, args, options, limit);
  async function* rows(limit?: number) {
    for await (const page of pages(limit)) yield* rowsOf(page);
  }
  return {
    pages: () => pages(),
    [Symbol.asyncIterator]: () => rows(),
    async toArray({ max = Number.POSITIVE_INFINITY } = {}) {
      const all: unknown[] = [];
      if (max <= 0) return all;
      for await (const row of rows(max)) {
        all.push(row);
        if (all.length >= max) break;
      }
      return all;
    },
  };
};

/** Reads every page of a list operation; see {@link Paginate}. */
export const paginate = read as unknown as Paginate;

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
