import type { CallOptions } from "../options.js";

/** A page as most list operations answer it. */
export interface Grid<T> {
  /** Rows on all pages together. */
  totalRows?: number;
  /** Number of this page, from 1. */
  currentPage?: number;
  /** Page size that was asked for. */
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
   * Rows per page, 1 to 1000 (a few operations take no more than 100). By default 1000, and 100 when the operation
   * refuses that.
   */
  pageSize?: number | undefined;
}

/** The rows of all pages, requested as they are consumed. Each iteration starts over. */
export interface Paginator<R, P> extends AsyncIterable<R> {
  /** The pages as they were answered, with members such as `clientStat` beside the rows. */
  pages(): AsyncIterable<P>;
  /**
   * Collects the rows.
   * @param options.max stop after this many
   */
  toArray(options?: { max?: number }): Promise<R[]>;
}

/**
 * Reads every page of a list operation.
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
