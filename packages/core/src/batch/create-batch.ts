import { OmadaError } from "@omada-sdk/auth";
import type { OmadaClient } from "../client/client.js";
import type { CallOptions } from "../options.js";
import { type Action, makeAction } from "./action.js";
import { collect, failTogether, isFailure, readResults, skipped } from "./results.js";
import type { Batch, BatchEntry, BatchOptions, BatchResult, BatchResults } from "./types.js";

/** Actions that a controller takes with one request. */
const MOST_ACTIONS = 20;

/**
 * Starts a batch: write operations that are sent together, in order. The controller takes 20 with a request, so a longer
 * batch goes in several, one after the other; with `interrupt` none follows one in which an action failed.
 * Source: Open API Access Guide 2.4, 5.15 text. Controllers before 5.15 have no batches.
 * @param omada the client the methods belong to
 */
export function createBatch(
  omada: Pick<OmadaClient, "omadacId" | "request">,
  { interrupt = true, mspId }: BatchOptions = {},
): Batch {
  const actions: Action[] = [];
  let sent = false;

  const sendChunk = async (chunk: readonly Action[], options: CallOptions) => {
    const path = mspId === undefined ? "/openapi/v1/{omadacId}/batch" : "/openapi/v1/msp/{mspId}/batch";
    const body = { interrupt, actions: chunk.map(({ wire }) => wire) };
    try {
      const init = { ...options, body, ...(mspId === undefined ? {} : { path: { mspId } }) };
      return { results: await readResults(chunk, await omada.request("POST", path, init), interrupt) };
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return { results: failTogether(chunk, error as Error), broken: error as Error };
    }
  };

  return {
    get size() {
      return actions.length;
    },
    add<Result>(method: unknown, args?: unknown): BatchEntry<Result> {
      if (sent) throw new OmadaError("The batch was sent already; create another one.");
      const action = makeAction(method, args as Record<string, unknown> | undefined, omada.omadacId, mspId);
      const index = actions.push(action) - 1;
      return { index, operation: action.operation };
    },
    async send(options: CallOptions = {}): Promise<BatchResults> {
      if (sent) throw new OmadaError("The batch was sent already; create another one.");
      sent = true;
      const all: BatchResult<unknown>[] = [];
      let stopped: Error | undefined;
      for (let start = 0; start < actions.length; start += MOST_ACTIONS) {
        const chunk = actions.slice(start, start + MOST_ACTIONS);
        if (stopped) {
          for (const action of chunk) all.push(skipped(action, stopped));
          continue;
        }
        const { results, broken } = await sendChunk(chunk, options);
        all.push(...results);
        stopped = broken ?? (interrupt ? results.find(isFailure)?.error : undefined);
      }
      return collect(all);
    },
  };
}
