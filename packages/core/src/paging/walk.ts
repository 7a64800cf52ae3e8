import { OmadaError } from "@omada-sdk/auth";
import { isOmadaApiError } from "../errors/guards.js";
import type { CallOptions, Operation } from "../operations/operation.js";
import { createReadAhead, type Taken } from "./read-ahead.js";
import { commonRows, createRowBook, type RowBook, rowsIn, rowsOf, totalOf, withRows } from "./rows.js";
import type { PageOptions } from "./types.js";
import { overlapFor, type PageSizes, stepAfter, type Window } from "./windows.js";

/** Operations document 1 to 1000 rows per page unless the generated table says otherwise. */
const DEFAULT_PAGE_SIZE = 1000;
/** The only sizes that some operations take (5.15 documents); all others take these, too. */
const SMALL_PAGE_SIZES = [100, 50, 30, 20, 15, 10];
const SMALL_PAGE_SIZE = 100;
/** Pages after which a list whose end is not known is not going to end. */
const MAX_PAGES = 10_000;
/** Pages in a row that begin like the first one: the number of the page makes no difference. */
const MAX_REPEATED_PAGES = 8;
/** Times that a page without the rows it should have is requested. */
const MAX_EMPTY_ANSWERS = 3;
const DEFAULT_PREFETCH = 4;
const INVALID_PARAMETERS = -1001;

type Args = Record<string, unknown>;
/** A method that lists, without its types. */
export type ListMethod = (args: Args, options?: CallOptions) => Promise<unknown>;

/**
 * Reads page after page; {@link Paginate} says what is promised. Consecutive pages overlap by a few rows: as long as each
 * has a row in common with those before, nothing was lost between them, however many requests were under way at once.
 * @param limit rows the caller will take
 * @throws OmadaError when the controller answers the same page again, leaves out rows that it counts, or an end is
 *   neither told nor reached
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
  const book = createRowBook(rowKey === false ? undefined : (rowKey ?? operation.rowKey));
  let sizes: PageSizes = {
    most: pageSize ?? sizeFor(operation.maxPageSize ?? DEFAULT_PAGE_SIZE, limit),
    overlap: 0,
  };
  const ahead = createReadAhead(
    (window, abort) => method(withPage(operation, args, window), { ...call, signal: abort }),
    (end) => stepAfter(end, sizes),
    prefetch,
    signal,
  );
  /** Rows that were read, from the first one on. */
  let covered = 0;
  /** Changes the sizes of pages from here on. */
  const resize = (changed: Partial<PageSizes>) => {
    sizes = { ...sizes, ...changed };
    ahead.restart(covered);
  };
  /** The next page; of another size when the operation refuses one that was chosen for it. */
  const take = async (goal: number): Promise<Taken> => {
    for (;;) {
      try {
        return await ahead.take(goal);
      } catch (error) {
        const smaller = isOmadaApiError(error, INVALID_PARAMETERS)
          ? sizesAfterRefusal(sizes, covered, pageSize)
          : undefined;
        if (!smaller || (covered > 0 && ahead.step?.window.size === sizes.most && !ahead.step.check))
          throw error;
        resize(smaller);
      }
    }
  };

  try {
    let total: number | undefined;
    let before: readonly unknown[] = [];
    let first = "";
    let steps = MAX_PAGES;
    let repairs = 0;
    /** Rows that the next repair goes back by. */
    let back = 0;
    let empty = 0;
    let repeated = 0;
    /** Where a page and the one before it had no rows in common although nothing else had changed. */
    let doubted = -1;
    /** Whether the end shows in an answer that is not full; not before it is known what the controller calls full. */
    let fullIsKnown = false;

    while (steps-- > 0) {
      const { window, page, check, checked } = await take(Math.min(total ?? 0, limit));
      const rows = rowsIn(page);
      const told = totalOf(page);
      const missing = told !== undefined && told > window.offset && rows?.length === 0;
      if (!rows || missing) {
        if (++empty >= MAX_EMPTY_ANSWERS) throw emptyAnswer(operation, window, told);
        ahead.restart(covered);
        continue;
      }
      empty = 0;

      if (window.offset === 0 && covered === 0) {
        first = rows.length > 0 ? book.identify(rows[0]) : "";
        total = told;
        covered = rows.length;
        book.keep(rows);
        before = rows;
        yield page;
        fullIsKnown = rows.length === window.size;
        if (rows.length === 0 || (told !== undefined && rows.length >= told)) return;
        // A page that is short although there is more: the controller gives no more than this at a time.
        const most = Math.min(sizes.most, rows.length);
        resize({ most, only: fit(sizes.only, most), overlap: book.keyed ? overlapFor(most) : 0 });
        const planned = Math.ceil((2 * (told ?? covered)) / most) + 8;
        repairs = planned;
        if (told !== undefined) steps = 3 * planned;
        continue;
      }

      const isShort = told !== undefined && rows.length < window.size && window.offset + rows.length < told;
      if (isShort && rows.length < sizes.most) {
        // Which rows these are is not certain where a page begins at multiples of another size.
        resize({ most: rows.length, only: fit(sizes.only, rows.length) });
        continue;
      }
      let { fresh, known } = book.look(rows);
      if (!book.keyed) {
        if (sizes.overlap > 0) sizes = { ...sizes, overlap: 0 };
        const again = rowKey === false ? 0 : commonRows(before, rows);
        fresh = rows.slice(again || Math.max(0, covered - window.offset));
      }
      const asFirst = rows.length > 0 && window.offset > 0 && book.identify(rows[0]) === first;
      if (told === undefined && !fullIsKnown && asFirst) return; // Not in pages at all.
      repeated = asFirst && fresh.length === 0 ? repeated + 1 : 0;
      if (
        repeated >= MAX_REPEATED_PAGES ||
        isStuck(page, rows, before, window, asFirst && fresh.length === 0)
      )
        throw new OmadaError(
          `${operation.name}: the controller answers the same rows for page ${window.page}.`,
        );

      let linked = !book.keyed || known > 0 || window.offset === 0;
      if (!linked && check) {
        const seam = lookAtSeam(book, checked);
        if (seam.fresh.length > 0 && seam.known > 0) {
          // Rows moved to the front meanwhile: those before this page are new, and it may not be the next one.
          book.keep(seam.fresh);
          yield withRows(checked, seam.fresh);
          ahead.restart(covered);
          continue;
        }
        const still = total === told || told === totalOf(checked) || doubted === window.offset;
        linked = seam.known > 0 && still;
        if (seam.known > 0) doubted = window.offset;
      } else if (!linked) linked = sizes.overlap === 0;
      if (!linked && repairs-- > 0) {
        back = back === 0 ? Math.ceil(sizes.most / 2) : back * 2;
        ahead.restart(Math.max(0, covered - back));
        continue;
      }
      if (!linked) onGap?.({ operation: operation.name, page: window.page, pageSize: window.size });
      back = 0;
      before = rows;
      book.keep(rows);
      covered = window.offset + rows.length;
      total = told ?? total;
      fullIsKnown ||= rows.length === window.size;
      if (fresh.length > 0) yield withRows(page, fresh);
      if (rows.length < window.size || (total !== undefined && covered >= total)) return;
    }
    if (total === undefined)
      throw new OmadaError(`${operation.name}: the list has no end after ${MAX_PAGES} pages.`);
    onGap?.({ operation: operation.name, page: ahead.step?.window.page ?? 1, pageSize: sizes.most });
  } finally {
    ahead.close();
  }
}

/** The page size for a caller that will take so many rows. */
function sizeFor(most: number, limit: number): number {
  return limit >= most ? most : (SMALL_PAGE_SIZES.findLast((size) => size >= limit) ?? limit);
}

/** The sizes to try when the operation refuses one; undefined when there are none. */
function sizesAfterRefusal(
  { most, only, overlap }: PageSizes,
  covered: number,
  chosen: number | undefined,
): Partial<PageSizes> | undefined {
  if (covered === 0)
    return chosen === undefined && most > SMALL_PAGE_SIZE ? { most: SMALL_PAGE_SIZE } : undefined;
  if (!only && SMALL_PAGE_SIZES.includes(most)) return { only: fit(SMALL_PAGE_SIZES, most) };
  return overlap > 0 ? { overlap: 0 } : undefined;
}

function fit(sizes: readonly number[] | undefined, most: number): readonly number[] | undefined {
  return sizes?.filter((size) => size <= most);
}

function withPage(operation: Operation, args: Args, { page, size: pageSize }: Window): Args {
  if (operation.paging === "query") return { ...args, page, pageSize };
  return { ...args, body: { ...(args.body as object | undefined), page, pageSize } };
}

/** The rows right before a page, as they are after it was read. */
function lookAtSeam(book: RowBook, checked: unknown): { fresh: unknown[]; known: number } {
  return book.look(rowsOf(checked));
}

function emptyAnswer({ name }: Operation, { page }: Window, total: number | undefined): OmadaError {
  return new OmadaError(
    total === undefined
      ? `${name}: the controller answers page ${page} without a list of rows.`
      : `${name}: the controller counts ${total} rows and answers page ${page} without any.`,
  );
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
