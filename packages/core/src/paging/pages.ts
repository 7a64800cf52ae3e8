import { OmadaError } from "@omada-sdk/auth";
import { isOmadaApiError } from "../errors/guards.js";
import type { Operation } from "../group/operation.js";
import type { PageOptions } from "./types.js";

/** Most operations document 1 to 1000 rows per page; nine take at most 100 (5.15 documents). */
const DEFAULT_PAGE_SIZE = 1000;
const SMALL_PAGE_SIZE = 100;
const INVALID_PARAMETERS = -1001;

type Args = Record<string, unknown>;
type Method = (args: Args, options?: PageOptions) => Promise<unknown>;

/** The rows of an answer, whatever its form. */
export function rowsOf(page: unknown): readonly unknown[] {
  if (Array.isArray(page)) return page;
  const { data } = Object(page) as { data?: unknown };
  return Array.isArray(data) ? data : [];
}

/**
 * Requests page after page. The total of the first page decides how many rows there are, so that a list which grows
 * meanwhile still ends; without a total, the first page that is not full is the last.
 * @throws OmadaError when the controller answers the same page again
 */
export async function* readPages(
  method: Method,
  operation: Operation,
  args: Args,
  options: PageOptions,
): AsyncGenerator<unknown, void, undefined> {
  if (operation.paging === undefined) {
    yield await method(args, options);
    return;
  }
  const ask = (page: number, size: number) => method(withPage(operation, args, page, size), options);
  let size = options.pageSize ?? DEFAULT_PAGE_SIZE;
  let page: unknown;
  try {
    page = await ask(1, size);
  } catch (error) {
    if (options.pageSize !== undefined || !isOmadaApiError(error, INVALID_PARAMETERS)) throw error;
    size = SMALL_PAGE_SIZE;
    page = await ask(1, size);
  }
  const firstCount = rowsOf(page).length;
  const total = totalOf(page, firstCount);
  let count = 0;
  for (let number = 1; ; number++) {
    const rows = rowsOf(page).length;
    count += rows;
    yield page;
    if (rows === 0 || (total === undefined ? rows < size : count >= total)) return;
    const next = await ask(number + 1, size);
    if (isRepeated(page, next, number + 1))
      throw new OmadaError(
        `${operation.name}: the controller answered page ${number} again for page ${number + 1}.`,
      );
    page = next;
  }
}

function withPage(operation: Operation, args: Args, page: number, pageSize: number): Args {
  if (operation.paging === "query") return { ...args, page, pageSize };
  return { ...args, body: { ...(args.body as object | undefined), page, pageSize } };
}

/** Total of the first page; undefined when it is missing or cannot be true. */
function totalOf(page: unknown, rows: number): number | undefined {
  const { totalRows } = Object(page) as { totalRows?: unknown };
  return typeof totalRows === "number" && totalRows >= rows ? totalRows : undefined;
}

/** Equal rows are only suspicious when the answer does not claim to be the page that was asked for. */
function isRepeated(page: unknown, next: unknown, number: number): boolean {
  const { currentPage } = Object(next) as { currentPage?: unknown };
  const rows = rowsOf(next);
  if (currentPage === number || rows.length === 0) return false;
  return JSON.stringify(rows) === JSON.stringify(rowsOf(page));
}
