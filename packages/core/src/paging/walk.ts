import { OmadaError } from "@omada-sdk/auth";
import { isOmadaApiError } from "../errors/guards.js";
import type { CallOptions, Operation } from "../operations/operation.js";
import { sizesAfterRefusal, stepAfter, type Window } from "./page-sizes.js";
import { decide, MAX_PAGES, type Progress, startProgress } from "./progress.js";
import { createReadAhead, type ReadAhead, type ReadStep } from "./read-ahead.js";
import type { PageOptions } from "./types.js";

const DEFAULT_PREFETCH = 4;
const INVALID_PARAMETERS = -1001;

type Args = Record<string, unknown>;
/** A method that lists, without its types. */
export type ListMethod = (args: Args, options?: CallOptions) => Promise<unknown>;

/**
 * Reads page after page; {@link Paginate} says what is promised. Consecutive pages overlap by a few rows: as long as each
 * has a row in common with those before, no row was lost between them, however many requests were under way at once.
 * @param limit rows the caller will take
 * @throws OmadaError when the controller answers the same page again, leaves out rows that it counts, or the list has
 *   no end
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
  const progress = startProgress(operation, options, limit);
  const ahead = createReadAhead(
    (window, abort) => method(withPage(operation, args, window), { ...call, signal: abort }),
    (end) => stepAfter(end, progress.sizes),
    prefetch,
    signal,
  );
  try {
    while (progress.stepsLeft-- > 0) {
      const decision = decide(progress, await readNext(progress, ahead));
      if (decision.page !== undefined) yield decision.page;
      if (decision.kind === "end") return;
      if (decision.kind === "restart") ahead.restart(decision.from);
    }
    if (progress.total === undefined)
      throw new OmadaError(`${operation.name}: the list has no end after ${MAX_PAGES} pages.`);
    onGap?.({
      operation: operation.name,
      page: ahead.step?.window.page ?? 1,
      pageSize: progress.sizes.max,
    });
  } finally {
    ahead.close();
  }
}

function withPage(operation: Operation, args: Args, { page, size: pageSize }: Window): Args {
  if (operation.paging === "query") return { ...args, page, pageSize };
  return { ...args, body: { ...(args.body as object | undefined), page, pageSize } };
}

/** Reads the next page; with another page size when the operation refuses one that the SDK chose. */
async function readNext(progress: Progress, ahead: ReadAhead): Promise<ReadStep> {
  for (;;) {
    try {
      return await ahead.take(Math.min(progress.total ?? 0, progress.limit));
    } catch (error) {
      const { sizes, covered, options } = progress;
      const next = isOmadaApiError(error, INVALID_PARAMETERS)
        ? sizesAfterRefusal(sizes, covered, options.pageSize)
        : undefined;
      const wasLargest = covered > 0 && ahead.step?.window.size === sizes.max && !ahead.step.check;
      if (!next || wasLargest) throw error;
      progress.sizes = { ...sizes, ...next };
      ahead.restart(covered);
    }
  }
}
