import { OmadaError } from "@omada-sdk/auth";
import { operationOf } from "../operations/operation.js";
import { rowsOf } from "./rows.js";
import type { PageOptions, Paginate, Paginator } from "./types.js";
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
