import { OmadaError } from "@omada-sdk/auth";
import { connectionOf } from "../client/connect.js";
import type { SendOptions } from "../client/send.js";
import type { OmadaClient } from "../client/types.js";
import type { CallOptions } from "../operations/operation.js";
import { siteOf } from "../transport/pacing/pacer.js";
import { type Action, makeAction } from "./action.js";
import { collect, failTogether, readResults, reasonToStop, type Stop, skipped } from "./results.js";
import type { Batch, BatchEntry, BatchOptions, BatchResult, BatchResults } from "./types.js";

/** Actions that a controller accepts in one request. */
const MAX_ACTIONS = 20;
const ENDED = "was ended by its signal";

/**
 * Starts a batch: write operations that are sent together, in order. The controller accepts 20 in a request, so a longer
 * batch is sent in several, one after the other; with `interrupt` none follows one in which an action failed.
 * Source: Open API Access Guide 2.4, 5.15 text. Controllers before 5.15 have no batches.
 * @param omada the client the methods belong to
 */
export function createBatch(
  omada: Pick<OmadaClient, "omadacId" | "request" | "info">,
  { interrupt = true, mspId }: BatchOptions = {},
): Batch {
  const { omadacId, info } = omada;
  const known = connectionOf(omada);
  const destination = { omadacId, mspId, auth: known?.options.auth };
  const host = {
    origin: known?.transport.origin ?? "the controller",
    omadacId,
    reportedId: info?.omadacId,
    mspMode: info?.mspMode,
    controllerVersion: info?.controllerVer,
  };
  const path = mspId === undefined ? "/openapi/v1/{omadacId}/batch" : "/openapi/v1/msp/{mspId}/batch";
  const actions: Action[] = [];
  let sent = false;
  let ended = false;
  let finished: BatchResults | undefined;

  const sendChunk = async (chunk: readonly Action[], options: CallOptions) => {
    const body = { interrupt, actions: chunk.map(({ wire }) => wire) };
    // While the batch is under way, other writes to the sites of its actions wait.
    const sites = [...new Set(chunk.map(({ wire }) => siteOf(wire.path) ?? ""))].sort();
    const init: SendOptions & { body: unknown } = { ...options, body, sites };
    try {
      const target = mspId === undefined ? init : { ...init, path: { mspId } };
      return await readResults(chunk, await omada.request("POST", path, target), interrupt, host);
    } catch (error) {
      if (!options.signal?.aborted || error !== options.signal.reason)
        return failTogether(chunk, error as Error);
      ended = true;
      return failTogether(
        chunk,
        new OmadaError(`The batch ${ENDED} before its answer came.`, { cause: error }),
      );
    }
  };

  const sendAll = async (options: CallOptions) => {
    const all: BatchResult<unknown>[] = [];
    let stop: Stop | undefined;
    for (let start = 0; start < actions.length; start += MAX_ACTIONS) {
      const chunk = actions.slice(start, start + MAX_ACTIONS);
      if (!stop && options.signal?.aborted) {
        ended = true;
        stop = { failed: false, because: `the batch ${ENDED}`, cause: options.signal.reason };
      }
      if (stop) {
        for (const action of chunk) all.push(skipped(action, stop));
        continue;
      }
      all.push(...(await sendChunk(chunk, options)));
      if (interrupt) stop = reasonToStop(all);
    }
    return collect(all);
  };

  return {
    get size() {
      return actions.length;
    },
    get results() {
      return finished;
    },
    add<Result>(method: unknown, args?: unknown): BatchEntry<Result> {
      if (sent) throw new OmadaError("The batch was sent already; create another one.");
      const action = makeAction(method, args as Record<string, unknown> | undefined, destination);
      const index = actions.push(action) - 1;
      return { index, operation: action.operation.name };
    },
    async send(options: CallOptions = {}): Promise<BatchResults> {
      if (sent) throw new OmadaError("The batch was sent already; create another one.");
      sent = true;
      finished = await sendAll(options);
      if (ended) throw options.signal?.reason;
      return finished;
    },
  };
}
