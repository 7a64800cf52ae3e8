import { OmadaError } from "@omada-sdk/auth";
import type { Operation } from "../operations/operation.js";
import {
  DEFAULT_PAGE_SIZE,
  fitSizes,
  overlapFor,
  type PageSizes,
  sizeFor,
  type Window,
} from "./page-sizes.js";
import type { ReadStep } from "./read-ahead.js";
import {
  commonRows,
  createRowBook,
  findRows,
  type RowBook,
  rowsOf,
  textOf,
  totalOf,
  withRows,
} from "./rows.js";
import type { PageOptions } from "./types.js";

/** Pages after which a list whose end is not known counts as endless. */
export const MAX_PAGES = 10_000;
/** Pages in a row that start like the first one: the controller ignores the page number. */
const MAX_REPEATED_PAGES = 8;
/** How often a page without the rows it must have is requested. */
const MAX_EMPTY_ANSWERS = 3;

/** How far a list was read, and what its answers have shown so far. */
export interface Progress {
  readonly operation: Operation;
  readonly options: PageOptions;
  /** Rows the caller will take. */
  readonly limit: number;
  readonly book: RowBook;
  sizes: PageSizes;
  /** Rows that were read, from the first one on. */
  covered: number;
  /** Rows on all pages together, by the last answer. */
  total: number | undefined;
  /** Identifies the first row of the first page. */
  firstRow: string;
  /** Rows of the page before. */
  previousRows: readonly unknown[];
  /** A page was full, so the page size counts: a page that is not full is the last one. */
  fullPageSeen: boolean;
  /** Pages that may still be requested. */
  stepsLeft: number;
  /** How often the walk may still go back for rows that two pages do not have in common. */
  repairsLeft: number;
  /** Rows that the last repair of this place went back by; 0 when there was none. */
  repairDistance: number;
  /** Answers in a row without the rows they must have. */
  emptyAnswers: number;
  /** Pages in a row that start like the first one and hold nothing new. */
  repeatedPages: number;
  /** Offset of a page whose neighbours are known although the total changed; -1 for none. */
  changedAt: number;
}

export function startProgress(operation: Operation, options: PageOptions, limit: number): Progress {
  const { pageSize, rowKey } = options;
  const max = pageSize ?? sizeFor(operation.maxPageSize ?? DEFAULT_PAGE_SIZE, limit);
  return {
    operation,
    options,
    limit,
    book: createRowBook(rowKey === false ? undefined : (rowKey ?? operation.rowKey)),
    sizes: { max, overlap: 0 },
    covered: 0,
    total: undefined,
    firstRow: "",
    previousRows: [],
    fullPageSeen: false,
    stepsLeft: MAX_PAGES,
    repairsLeft: 0,
    repairDistance: 0,
    emptyAnswers: 0,
    repeatedPages: 0,
    changedAt: -1,
  };
}

/** What follows a page: `page` holds the rows to hand out, if any. */
export type Decision =
  /** Read the page after it. */
  | { readonly kind: "next"; readonly page?: unknown }
  /** Drop the pages requested so far and read on after row `from`. */
  | { readonly kind: "restart"; readonly from: number; readonly page?: unknown }
  /** It was the last one. */
  | { readonly kind: "end"; readonly page?: unknown };

/** Decides what follows a page, and updates the progress. */
export function decide(progress: Progress, step: ReadStep): Decision {
  const { window, page } = step;
  const rows = findRows(page);
  const total = totalOf(page);
  const hasMissingRows = total !== undefined && total > window.offset && rows?.length === 0;
  if (!rows || hasMissingRows) return requestAgain(progress, window, total);
  progress.emptyAnswers = 0;
  if (window.offset === 0 && progress.covered === 0) return acceptFirst(progress, window, page, rows, total);
  return decideFurther(progress, step, rows, total);
}

/** Requests a page again whose answer lacks rows. */
function requestAgain(progress: Progress, { page }: Window, total: number | undefined): Decision {
  const { name } = progress.operation;
  if (++progress.emptyAnswers < MAX_EMPTY_ANSWERS) return { kind: "restart", from: progress.covered };
  throw new OmadaError(
    total === undefined
      ? `${name}: the controller answers page ${page} without a list of rows.`
      : `${name}: the controller counts ${total} rows and answers page ${page} without any.`,
  );
}

/** Accepts the first page, which shows how many rows the controller gives at a time. */
function acceptFirst(
  progress: Progress,
  window: Window,
  page: unknown,
  rows: readonly unknown[],
  total: number | undefined,
): Decision {
  const { book, sizes } = progress;
  progress.firstRow = rows.length > 0 ? book.identify(rows[0]) : "";
  progress.total = total;
  progress.covered = rows.length;
  progress.previousRows = rows;
  book.add(rows);
  progress.fullPageSeen = rows.length === window.size;
  if (rows.length === 0 || (total !== undefined && rows.length >= total)) return { kind: "end", page };
  // A page that is short although there is more: the controller gives no more rows than this at a time.
  const max = Math.min(sizes.max, rows.length);
  progress.sizes = { max, only: fitSizes(sizes.only, max), overlap: book.keyed ? overlapFor(max) : 0 };
  const planned = Math.ceil((2 * (total ?? rows.length)) / max) + 8;
  progress.repairsLeft = planned;
  if (total !== undefined) progress.stepsLeft = 3 * planned;
  return { kind: "restart", from: progress.covered, page };
}

/** Decides about a page after the first one. */
function decideFurther(
  progress: Progress,
  step: ReadStep,
  rows: readonly unknown[],
  total: number | undefined,
): Decision {
  const { window, page } = step;
  const { sizes, book, covered } = progress;
  const isShort = total !== undefined && rows.length < window.size && window.offset + rows.length < total;
  if (isShort && rows.length < sizes.max) {
    // A page starts at a multiple of its size, so it is not certain which rows a smaller page than requested holds.
    progress.sizes = { ...sizes, max: rows.length, only: fitSizes(sizes.only, rows.length) };
    return { kind: "restart", from: covered };
  }
  const { fresh, known } = lookAtRows(progress, window, rows, total);
  const startsLikeFirst =
    rows.length > 0 && window.offset > 0 && book.identify(rows[0]) === progress.firstRow;
  // The operation has no pages: it answers the whole list every time.
  if (total === undefined && !progress.fullPageSeen && startsLikeFirst) return { kind: "end" };
  refuseRepeatedPage(progress, window, page, rows, startsLikeFirst && fresh.length === 0);

  const link = !book.keyed || known > 0 || window.offset === 0 ? "linked" : findLink(progress, step, total);
  if (link === "moved") {
    // Rows moved to the front meanwhile: those before this page are new, and it may not be the next one.
    const { fresh: moved } = lookAtChecked(progress, step);
    book.add(moved);
    return { kind: "restart", from: covered, page: withRows(step.checked, moved) };
  }
  if (link === "unlinked") {
    if (progress.repairsLeft-- > 0) return goBack(progress);
    const { operation, options } = progress;
    options.onGap?.({ operation: operation.name, page: window.page, pageSize: window.size });
  }
  return accept(progress, window, page, rows, fresh, total);
}

/** Sorts the rows of a page into new and known ones, by their keys or, without keys, by their place. */
function lookAtRows(
  progress: Progress,
  window: Window,
  rows: readonly unknown[],
  total: number | undefined,
): { fresh: readonly unknown[]; known: number } {
  const { book, sizes, covered, options } = progress;
  const found = book.look(rows, covered - window.offset);
  if (book.keyed) return found;
  if (sizes.overlap > 0) progress.sizes = { ...sizes, overlap: 0 };
  // With the same total as before no row was added at the top: equal rows are different ones.
  const isSameTotal = total !== undefined && total === progress.total;
  const common = options.rowKey === false || isSameTotal ? 0 : commonRows(progress.previousRows, rows);
  return { fresh: rows.slice(common || Math.max(0, covered - window.offset)), known: found.known };
}

/**
 * Refuses a page when the controller ignores the page number. Equal rows are accepted when the answer claims to be the
 * page that was requested.
 * @param isRepeated the page starts like the first one and has no new rows
 */
function refuseRepeatedPage(
  progress: Progress,
  window: Window,
  page: unknown,
  rows: readonly unknown[],
  isRepeated: boolean,
): void {
  progress.repeatedPages = isRepeated ? progress.repeatedPages + 1 : 0;
  const { currentPage } = Object(page) as { currentPage?: unknown };
  const mayBeStuck = window.offset > 0 && currentPage !== window.page && rows.length > 0;
  const isStuck =
    mayBeStuck && (isRepeated || rows.map(textOf).join() === progress.previousRows.map(textOf).join());
  if (isStuck || progress.repeatedPages >= MAX_REPEATED_PAGES)
    throw new OmadaError(
      `${progress.operation.name}: the controller answers the same rows for page ${window.page}.`,
    );
}

/**
 * Whether a page without known rows follows those before it: `"moved"` when the page before it now has new rows
 * as well, `"unlinked"` when rows may be missing between them.
 */
function findLink(
  progress: Progress,
  step: ReadStep,
  total: number | undefined,
): "linked" | "moved" | "unlinked" {
  const { window, check, checked } = step;
  if (!check) return progress.sizes.overlap === 0 ? "linked" : "unlinked";
  const { fresh, known } = lookAtChecked(progress, step);
  if (known === 0) return "unlinked";
  if (fresh.length > 0) return "moved";
  const isUnchanged =
    progress.total === total || total === totalOf(checked) || progress.changedAt === window.offset;
  progress.changedAt = window.offset;
  return isUnchanged ? "linked" : "unlinked";
}

/** Sorts the rows of the page before, as they are now. */
function lookAtChecked({ book, covered }: Progress, { check, checked }: ReadStep) {
  return book.look(rowsOf(checked), covered - (check?.offset ?? 0));
}

/** Reads rows again, twice as many each time, to find one that two pages have in common. */
function goBack(progress: Progress): Decision {
  const { repairDistance, sizes, covered } = progress;
  progress.repairDistance = repairDistance === 0 ? Math.ceil(sizes.max / 2) : repairDistance * 2;
  return { kind: "restart", from: Math.max(0, covered - progress.repairDistance) };
}

function accept(
  progress: Progress,
  window: Window,
  page: unknown,
  rows: readonly unknown[],
  fresh: readonly unknown[],
  total: number | undefined,
): Decision {
  progress.repairDistance = 0;
  progress.previousRows = rows;
  progress.book.add(rows);
  progress.covered = window.offset + rows.length;
  progress.total = total ?? progress.total;
  progress.fullPageSeen ||= rows.length === window.size;
  const isLast =
    rows.length < window.size || (progress.total !== undefined && progress.covered >= progress.total);
  return { kind: isLast ? "end" : "next", page: fresh.length > 0 ? withRows(page, fresh) : undefined };
}
