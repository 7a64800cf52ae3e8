import type { CallOptions } from "../operations/operation.js";

/** A page as most list operations answer it. */
export interface Grid<T> {
  /** Rows on all pages together. */
  totalRows?: number;
  /** Number of this page, from 1. */
  currentPage?: number;
  /** Page size that was requested. */
  currentSize?: number;
  data?: T[];
}

type PageKey = "page" | "pageSize";

/** The arguments of a method without those the paginator supplies, in the query and in the body. */
export type PageArgs<A> = Omit<A, PageKey | "body"> &
  ("body" extends keyof A ? PageBody<Omit<NonNullable<A["body"]>, PageKey>> : unknown);

// biome-ignore lint/complexity/noBannedTypes: {} asks whether every member is optional.
type PageBody<B> = {} extends B ? { body?: B } : { body: B };

/** Row type of an answer: of a page, of a bare array, or none. */
export type RowOf<P> = P extends readonly (infer R)[]
  ? R
  : P extends { data?: infer D }
    ? NonNullable<D> extends readonly (infer R)[]
      ? R
      : never
    : never;

/** Options of {@link Paginate}; `timeoutMs` counts for each page. */
export interface PageOptions extends CallOptions {
  /**
   * Most rows per page. By default 1000 or what the operation documents, and 100 when it refuses that. Pages after the
   * first may be a little smaller, so that they overlap.
   */
  pageSize?: number | undefined;
  /** Pages under way at a time, 4 by default; 0 requests a page only when it is needed. */
  prefetch?: number | undefined;
  /** Members that identify a row together; known for most operations. `false` returns rows as the pages hold them. */
  rowKey?: readonly string[] | false | undefined;
  /** Called when rows may have been lost, which only happens while the list changes faster than it can be read. */
  onGap?: ((gap: PageGap) => void) | undefined;
}

/** A place where rows may have been lost. */
export interface PageGap {
  /** Such as "device.getDeviceList". */
  readonly operation: string;
  /** The page before which rows are missing. */
  readonly page: number;
  readonly pageSize: number;
}

/** The rows of all pages, requested as they are consumed and a few pages ahead. Each iteration starts over. */
export interface Paginator<R, P> extends AsyncIterable<R> {
  /** The pages with members such as `clientStat` beside the rows; rows of earlier pages are left out. */
  pages(): AsyncIterable<P>;
  /**
   * Collects the rows.
   * @param options.max stop after this many
   */
  toArray(options?: { max?: number }): Promise<R[]>;
}

/**
 * Reads every page of a list operation, in order.
 *
 * The list may change meanwhile. Where rows have a key (see `rowKey`), no row comes twice, and every row that is there
 * from start to end comes, as long as the controller keeps the order of rows: pages overlap, and what two pages do not
 * have in common is read again. Where no page can overlap the one before it, as with 1 or 2 rows a page, the page before
 * is read again, so small pages take up to twice the requests. Where all that fails, `onGap` is called. Rows without a
 * key are returned as the pages hold them.
 *
 * An answer without the rows that it counts itself is requested again and then refused: it must not count as an empty
 * list.
 * @param method a method of the client, such as `omada.device.getDeviceList`
 * @param args its arguments without `page` and `pageSize`
 */
export interface Paginate {
  <A, P>(
    method: (args: A, options?: CallOptions) => Promise<P>,
    args: PageArgs<NonNullable<A>>,
    options?: PageOptions,
  ): Paginator<RowOf<P>, P>;
  <P>(
    method: (args: { page: number; pageSize: number }, options?: CallOptions) => Promise<P>,
  ): Paginator<RowOf<P>, P>;
}
