import { OmadaError } from "@omada-sdk/auth";
import { isOmadaApiError } from "../errors/guards.js";
import type { HintContext } from "../errors/hints.js";
import { type Envelope, isEnvelope } from "../response/envelope.js";
import type { Action } from "./action.js";
import type { BatchEntry, BatchResult, BatchResults } from "./types.js";

const SKIPPED = -1619;
const FAILED_WITHIN = -1620;

/**
 * Reads the answer of the controller to each action.
 * @param answer the result of the batch request
 * @param interrupt whether actions after a failed one are left out
 * @param host what is known about the controller, for hints
 */
export async function readResults(
  actions: readonly Action[],
  answer: unknown,
  interrupt: boolean,
  host: HintContext,
): Promise<BatchResult<unknown>[]> {
  const { response } = Object(answer) as { response?: unknown };
  const entries = Array.isArray(response) ? response : [];
  const results: BatchResult<unknown>[] = [];
  for (const [index, action] of actions.entries()) {
    const entry: unknown = entries[index];
    const stop = interrupt ? reasonToStop(results) : undefined;
    if (isEnvelope(entry)) results.push(await readEntry(action, entry, host));
    else if (stop?.failed) results.push(skipped(action, stop));
    else results.push(unanswered(action));
  }
  return results;
}

async function readEntry(
  action: Action,
  { errorCode, msg, result }: Envelope,
  host: HintContext,
): Promise<BatchResult<unknown>> {
  const code = Number(errorCode);
  if (code === 0) return { status: "done", operation: action.operation.name, value: result };
  const { entryError } = await import("./entry-error.js");
  const error = await entryError(action, code, msg, host);
  return failure(code === SKIPPED ? "skipped" : "failed", action, error);
}

function unanswered(action: Action): BatchResult<unknown> {
  const message = `${action.operation.name}: the batch was answered without a result for it.`;
  return failure("unknown", action, new OmadaError(message));
}

/** Results of actions whose request failed as a whole. */
export function failTogether(actions: readonly Action[], error: Error): BatchResult<unknown>[] {
  // An errorCode means that the batch was refused, except the code for an error within it.
  const refused = isOmadaApiError(error) && error.code !== FAILED_WITHIN;
  return actions.map((action) => failure(refused ? "failed" : "unknown", action, error));
}

/** Why the remaining actions are not sent. */
export interface Stop {
  /** An earlier action failed; otherwise the result of one is not known, or the signal ended the batch. */
  readonly failed: boolean;
  readonly because: string;
  readonly cause: unknown;
}

/** Why a batch that ends with the first failure ends after these results; undefined when all succeeded. */
export function reasonToStop(results: readonly BatchResult<unknown>[]): Stop | undefined {
  const first = results.find(isFailure);
  if (first === undefined) return undefined;
  const failed = first.status !== "unknown";
  const because = failed
    ? "an earlier action of the batch failed"
    : "it is not known what became of an earlier action of the batch";
  return { failed, because, cause: first.error };
}

/** The result of an action that was not sent. */
export function skipped(action: Action, { because, cause }: Stop): BatchResult<unknown> {
  const message = `${action.operation.name}: left out, because ${because}.`;
  return failure("skipped", action, new OmadaError(message, { cause }));
}

/** Whether an action was not done. */
function isFailure(
  result: BatchResult<unknown>,
): result is Exclude<BatchResult<unknown>, { status: "done" }> {
  return result.status !== "done";
}

/** Puts the results of all requests together. */
export function collect(all: readonly BatchResult<unknown>[]): BatchResults {
  return {
    all,
    of: <Result>({ index }: BatchEntry<Result>) => all[index] as BatchResult<Result>,
    throwIfFailed() {
      const failed = all.find(isFailure);
      if (failed) throw failed.error;
    },
  };
}

function failure(status: "failed" | "skipped" | "unknown", { operation }: Action, error: Error) {
  return { status, operation: operation.name, error };
}
