import { OmadaError } from "@omada-sdk/auth";
import { operationOf } from "../group/operation.js";
import { readPages, rowsOf } from "./pages.js";
import type { PageOptions, Paginate, Paginator } from "./types.js";

type Loose = (
  method: (args: Record<string, unknown>, options?: PageOptions) => Promise<unknown>,
  args?: Record<string, unknown>,
  options?: PageOptions,
) => Paginator<unknown, unknown>;

const read: Loose = (method, args = {}, options = {}) => {
  const operation = operationOf(method);
  if (!operation)
    throw new OmadaError("paginate takes a method of the client, such as omada.device.getDeviceList.");
  const { pageSize } = options;
  if (pageSize !== undefined && !(Number.isInteger(pageSize) && pageSize >= 1))
    throw new OmadaError("pageSize is a whole number, 1 or more.");
  const pages = () => readPages(method, operation, args, options);
  async function* rows() {
    for await (const page of pages()) yield* rowsOf(page);
  }
  return {
    pages,
    [Symbol.asyncIterator]: rows,
    async toArray({ max = Number.POSITIVE_INFINITY } = {}) {
      const all: unknown[] = [];
      if (max <= 0) return all;
      for await (const row of rows()) {
        all.push(row);
        if (all.length >= max) break;
      }
      return all;
    },
  };
};

/** Reads every page of a list operation; see {@link Paginate}. */
export const paginate = read as unknown as Paginate;
