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
 * Hands out an abort controller. With every call a new one, those that never fired would be a tenth of what a fetch costs;
 * as long as it has not fired, a used one is as good.
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
