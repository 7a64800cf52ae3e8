/** Operations document 1 to 1000 rows per page unless the generated table says otherwise. */
export const DEFAULT_PAGE_SIZE = 1000;
/** The only sizes that some operations accept (5.15 documents); all others accept these, too. */
const SMALL_PAGE_SIZES = [100, 50, 30, 20, 15, 10];
const SMALL_PAGE_SIZE = 100;

/** One page request, and where its rows are in the list. */
export interface Window {
  /** Number of the page, from 1. */
  readonly page: number;
  readonly size: number;
  /** Index of its first row. */
  readonly offset: number;
}

/** The page sizes that a list operation accepts. */
export interface PageSizes {
  /** Largest page size. */
  readonly max: number;
  /** The only sizes that the operation takes; any up to `max` when left out. */
  readonly only?: readonly number[] | undefined;
  /** Rows that a page has in common with those before it, if possible; 0 for pages of exactly `max` rows. */
  readonly overlap: number;
}

/** The next page to request. */
export interface Step {
  readonly window: Window;
  /**
   * The page right before it, to be read again. Pages start at multiples of their size, so at some places no page holds
   * the rows on both sides: after row 6 with at most 3 rows a page, after row 2,520 with at most 10.
   */
  readonly check?: Window;
}

/**
 * The page that reads on after `end` rows. It starts before that row, so that both pages have rows in common; a size a
 * little smaller than the largest is chosen when that reads further.
 * @param end rows that were read
 */
export function stepAfter(end: number, { max, only, overlap }: PageSizes): Step {
  if (overlap === 0 || end === 0) return { window: windowAt(end, max) };
  const sizes = only ?? sizesUpTo(max);
  const window =
    furthest(end, end - Math.min(overlap, end), sizes, max / 2) ?? furthest(end, end - 1, sizes, 0);
  if (window) return { window };
  return { window: windowAt(end, max), check: windowAt(end - 1, max) };
}

/** Rows that consecutive pages have in common: one in a hundred. */
export function overlapFor(size: number): number {
  return Math.ceil(size / 100);
}

/** The page of one of these sizes that holds row `start` and reads furthest; undefined when none goes on after `end`. */
function furthest(end: number, start: number, sizes: readonly number[], min: number): Window | undefined {
  let best: Window | undefined;
  let reached = end;
  for (const size of sizes) {
    const window = windowAt(start, size);
    const reaches = window.offset + size;
    if (size < min || reaches <= reached) continue;
    reached = reaches;
    best = window;
  }
  return best;
}

/** The page of a size that holds the row at an index. */
function windowAt(index: number, size: number): Window {
  const page = Math.floor(index / size) + 1;
  return { page, size, offset: (page - 1) * size };
}

const ranges = new Map<number, readonly number[]>();

/** All page sizes, largest first. */
function sizesUpTo(max: number): readonly number[] {
  let sizes = ranges.get(max);
  if (!sizes) {
    sizes = Array.from({ length: max }, (_, index) => max - index);
    ranges.set(max, sizes);
  }
  return sizes;
}

/** The page size for a caller that will take `limit` rows. */
export function sizeFor(max: number, limit: number): number {
  return limit >= max ? max : (SMALL_PAGE_SIZES.findLast((size) => size >= limit) ?? limit);
}

/**
 * The sizes to try when the operation refuses one; undefined when there are none.
 * @param covered rows that were read
 * @param chosen page size that the caller chose
 */
export function sizesAfterRefusal(
  { max, only, overlap }: PageSizes,
  covered: number,
  chosen: number | undefined,
): Partial<PageSizes> | undefined {
  if (covered === 0)
    return chosen === undefined && max > SMALL_PAGE_SIZE ? { max: SMALL_PAGE_SIZE } : undefined;
  if (!only && SMALL_PAGE_SIZES.includes(max)) return { only: fitSizes(SMALL_PAGE_SIZES, max) };
  return overlap > 0 ? { overlap: 0 } : undefined;
}

/** The sizes that are not above the largest. */
export function fitSizes(sizes: readonly number[] | undefined, max: number): readonly number[] | undefined {
  return sizes?.filter((size) => size <= max);
}
