/** One page request, and the rows it stands for. */
export interface Window {
  /** Number of the page, from 1. */
  readonly page: number;
  readonly size: number;
  /** Index of its first row. */
  readonly offset: number;
}

/** Which pages a list operation may be asked for. */
export interface PageSizes {
  /** Largest page size. */
  readonly most: number;
  /** The only sizes that the operation takes; any up to `most` when left out. */
  readonly only?: readonly number[] | undefined;
  /** Rows that a page has in common with those before it, if possible; 0 for pages of exactly `most` rows. */
  readonly overlap: number;
}

/** The next page to request. */
export interface Step {
  readonly window: Window;
  /**
   * The page right before it, to be read once more. Pages begin at multiples of their size, so at some places no page holds
   * the rows on both sides: after row 6 with at most 3 rows a page, after row 2,520 with at most 10.
   */
  readonly check?: Window;
}

/**
 * The page that reads on after `end` rows. It begins before that, so that both pages have rows in common; a size a little
 * smaller than the largest is taken when that reads further.
 * @param end rows that were read
 */
export function stepAfter(end: number, { most, only, overlap }: PageSizes): Step {
  if (overlap === 0 || end === 0) return { window: windowAt(end, most) };
  const sizes = only ?? sizesUpTo(most);
  const window =
    furthest(end, end - Math.min(overlap, end), sizes, most / 2) ?? furthest(end, end - 1, sizes, 0);
  if (window) return { window };
  return { window: windowAt(end, most), check: windowAt(end - 1, most) };
}

/** Rows that consecutive pages have in common: one in a hundred. */
export function overlapFor(size: number): number {
  return Math.ceil(size / 100);
}

/** The page of one of these sizes that holds row `start` and reads furthest; undefined when none goes on after `end`. */
function furthest(end: number, start: number, sizes: readonly number[], least: number): Window | undefined {
  let best: Window | undefined;
  let reached = end;
  for (const size of sizes) {
    const window = windowAt(start, size);
    const reaches = window.offset + size;
    if (size < least || reaches <= reached) continue;
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
function sizesUpTo(most: number): readonly number[] {
  let sizes = ranges.get(most);
  if (!sizes) {
    sizes = Array.from({ length: most }, (_, index) => most - index);
    ranges.set(most, sizes);
  }
  return sizes;
}
