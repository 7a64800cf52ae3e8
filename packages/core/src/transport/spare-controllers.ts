/** An abort controller and how often it was handed out. */
export interface Spare {
  readonly controller: AbortController;
  uses: number;
}

/** A fetch may leave a listener behind for each use, and Node warns about a leak from eleven on. */
const MOST_USES = 8;
const MOST_SPARE = 16;

const spares: Spare[] = [];

/**
 * Hands out an abort controller. Most never fire, and as long as it has not, a used one is as good as a new one and
 * spares every call the making of it and what a fetch does to a signal it has not seen.
 */
export function takeController(): Spare {
  const spare = spares.pop() ?? { controller: new AbortController(), uses: 0 };
  spare.uses++;
  return spare;
}

/** Takes a controller back whose signal nobody looks at any more. */
export function giveBack(spare: Spare): void {
  if (spare.controller.signal.aborted || spare.uses >= MOST_USES || spares.length >= MOST_SPARE) return;
  spares.push(spare);
}
