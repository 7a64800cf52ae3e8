import { OmadaError } from "@omada-sdk/auth";
import { isOmadaApiError } from "../errors/guards.js";
import type { Operation } from "../group/operation.js";
import type { CallOptions } from "../options.js";
import { createReadAhead } from "./ahead.js";
import { commonRows, createRowBook, rowsOf, totalOf, withRows } from "./rows.js";
import type { PageOptions } from "./types.js";
import { overlapFor, type Window, windowAfter } from "./windows.js";

/** Operations document 1 to 1000 rows per page unless the generated table says otherwise. */
const DEFAULT_PAGE_SIZE = 1000;
/** The only sizes that some operations take (5.15 documents); all others take these, too. */
const SMALL_PAGE_SIZES = [10, 15, 20, 30, 50, 100];
const SMALL_PAGE_SIZE = 100;
/** Pages after which a list whose end is not known is not going to end. */
const MOST_PAGES = 10_000;
/** Full pages without a new row in a row: the number of the page makes no difference. */
const MOST_BARREN_PAGES = 8;
const DEFAULT_PREFETCH = 4;
const INVALID_PARAMETERS = -1001;

type Args = Record<string, unknown>;
/** A method that lists, without its types. */
export type ListMethod = (args: Args, options?: CallOptions) => Promise<unknown>;

/**
 * Reads page after page; {@link Paginate} says what is promised. Consecutive pages overlap by a few rows: as long as each
 * has a row in common with those before, nothing was lost between them, however many requests were under way at once.
 * @param limit rows the caller will take
 * @throws OmadaError when the controller answers the same page again, or an end is neither told nor reached
 */
export async function* walk(
  method: ListMethod,
  operation: Operation,
  args: Args,
  options: PageOptions,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<unknown, void, undefined> {
  const { pageSize, prefetch = DEFAULT_PREFETCH, rowKey, onGap, signal, ...call } = options;
  if (operation.paging === undefined) {
    yield await method(args, { ...call, signal });
    return;
  }
  let size = pageSize ?? sizeFor(operation.maxPageSize ?? DEFAULT_PAGE_SIZE, limit);
  let overlap = 0;
  const ahead = createReadAhead(
    (window, abort) => method(withPage(operation, args, window), { ...call, signal: abort }),
    (end) => windowAfter(end, size, overlap),
    prefetch,
    signal,
  );
  /** The next page; of another size when the operation refuses one that was chosen for it. */
  const take = async (goal: number, covered: number) => {
    try {
      return await ahead.take(goal);
    } catch (error) {
      if (!isOmadaApiError(error, INVALID_PARAMETERS)) throw error;
      if (covered === 0 && pageSize === undefined && size > SMALL_PAGE_SIZE) size = SMALL_PAGE_SIZE;
      else if (covered > 0 && ahead.window?.size !== size) overlap = 0;
      else throw error;
      ahead.restart(covered);
      return await ahead.take(goal);
    }
  };
  try {
    const book = createRowBook(rowKey === false ? undefined : (rowKey ?? operation.rowKey));
    let { window, page } = await take(0, 0);
    let rows = rowsOf(page);
    const first = JSON.stringify(rows[0]);
    let total = totalOf(page);
    let covered = rows.length;
    book.keep(rows);
    yield page;
    if (isLast(window, rows, total) && !(rows.length > 0 && rows.length < (total ?? 0))) return;
    // A page that is short although there is more: the controller gives no more than this at a time.
    if (rows.length < size) size = rows.length;
    overlap = book.keyed ? overlapFor(size) : 0;
    ahead.restart(covered);

    const planned = Math.ceil((2 * (total ?? covered)) / size) + 8;
    let repairs = planned;
    let back = 0;
    let barren = 0;
    for (let left = total === undefined ? MOST_PAGES : 3 * planned; left > 0; left--) {
      ({ window, page } = await take(Math.min(total ?? 0, limit), covered));
      const before = rows;
      rows = rowsOf(page);
      let { fresh, known } = book.look(rows);
      if (!book.keyed) {
        overlap = 0;
        const again = rowKey === false ? 0 : commonRows(before, rows);
        fresh = rows.slice(again || Math.max(0, covered - window.offset));
      }
      barren = fresh.length > 0 || rows.length < window.size ? 0 : barren + 1;
      const asFirst = known === rows.length && JSON.stringify(rows[0]) === first;
      if (barren >= MOST_BARREN_PAGES || isStuck(page, rows, before, window, asFirst))
        throw new OmadaError(
          `${operation.name}: the controller answers the same rows for page ${window.page}.`,
        );
      const linked = known > 0 || overlap === 0 || window.offset === 0;
      if (!linked && repairs-- > 0) {
        rows = before;
        back = back === 0 ? Math.ceil(size / 2) : back * 2;
        ahead.restart(Math.max(0, covered - back));
        continue;
      }
      if (!linked) onGap?.({ operation: operation.name, page: window.page, pageSize: window.size });
      back = 0;
      book.keep(rows);
      covered = window.offset + rows.length;
      total = totalOf(page) ?? total;
      if (fresh.length > 0) yield withRows(page, fresh);
      if (isLast(window, rows, total)) return;
    }
    if (total === undefined)
      throw new OmadaError(`${operation.name}: the list has no end after ${MOST_PAGES} pages.`);
    onGap?.({ operation: operation.name, page: window.page, pageSize: window.size });
  } finally {
    ahead.close();
  }
}

/** The page size for somebody who will take so many rows. */
function sizeFor(most: number, limit: number): number {
  return limit >= most ? most : (SMALL_PAGE_SIZES.find((size) => size >= limit) ?? limit);
}

function withPage(operation: Operation, args: Args, { page, size: pageSize }: Window): Args {
  if (operation.paging === "query") return { ...args, page, pageSize };
  return { ...args, body: { ...(args.body as object | undefined), page, pageSize } };
}

function isLast(window: Window, rows: readonly unknown[], total: number | undefined): boolean {
  return rows.length < window.size || (total !== undefined && window.offset + rows.length >= total);
}

/** The controller ignores the number of the page. Equal rows are fine when the answer claims to be what was asked for. */
function isStuck(
  page: unknown,
  rows: readonly unknown[],
  before: readonly unknown[],
  window: Window,
  asFirst: boolean,
): boolean {
  const { currentPage } = Object(page) as { currentPage?: unknown };
  if (window.offset === 0 || currentPage === window.page || rows.length === 0) return false;
  return asFirst || JSON.stringify(rows) === JSON.stringify(before);
}
