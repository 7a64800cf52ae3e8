/** One page request, and the rows it stands for. */
export interface Window {
  /** Number of the page, from 1. */
  readonly page: number;
  readonly size: number;
  /** Index of its first row. */
  readonly offset: number;
}

/**
 * The page that reads on after `end` rows with `overlap` rows in common. Pages begin at multiples of their size, so a
 * size a little smaller than asked for is taken when that reads further.
 * @param end rows that were read
 * @param most largest page size
 * @param overlap rows to read once more; 0 for pages of exactly `most` rows
 */
export function windowAfter(end: number, most: number, overlap: number): Window {
  if (overlap === 0 || most < 2) return windowOf(Math.floor(end / most) + 1, most);
  const start = Math.max(0, end - overlap);
  let best = most;
  let furthest = 0;
  for (let size = most; size * 2 >= most; size--) {
    const reaches = start - (start % size) + size;
    if (reaches <= furthest) continue;
    furthest = reaches;
    best = size;
  }
  return windowOf(Math.floor(start / best) + 1, best);
}

/** Rows that consecutive pages have in common: one in a hundred. */
export function overlapFor(size: number): number {
  return Math.ceil(size / 100);
}

function windowOf(page: number, size: number): Window {
  return { page, size, offset: (page - 1) * size };
}
