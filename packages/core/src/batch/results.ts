import { OmadaError } from "@omada-sdk/auth";
import { isEnvelope } from "../answer/envelope.js";
import { OmadaApiError } from "../errors/api-error.js";
import { loadCodesFor } from "../errors/codes.js";
import { isOmadaApiError } from "../errors/guards.js";
import { hintFor } from "../errors/hints.js";
import { redact } from "../errors/redact.js";
import type { Action } from "./action.js";
import type { BatchEntry, BatchResult, BatchResults } from "./types.js";

const SKIPPED = -1619;
const FAILED_WITHIN = -1620;

/**
 * Reads what the controller answered about each action.
 * @param answer the result of the batch request
 * @param interrupt whether actions after a failed one are left out
 */
export async function readResults(
  actions: readonly Action[],
  answer: unknown,
  interrupt: boolean,
): Promise<BatchResult<unknown>[]> {
  const { response } = Object(answer) as { response?: unknown };
  const entries = Array.isArray(response) ? response : [];
  const results: BatchResult<unknown>[] = [];
  for (const [index, action] of actions.entries()) {
    const entry: unknown = entries[index];
    const failedBefore = results.find(isFailure);
    if (isEnvelope(entry)) results.push(await readEntry(action, entry));
    else if (interrupt && failedBefore) results.push(skipped(action, failedBefore.error));
    else
      results.push(
        failure(
          "unknown",
          action,
          new OmadaError(`${action.operation}: the batch was answered without a result for it.`),
        ),
      );
  }
  return results;
}

async function readEntry(
  action: Action,
  { errorCode, msg, result }: { errorCode: number | string; msg?: unknown; result?: unknown },
): Promise<BatchResult<unknown>> {
  const { operation, successor, template, wire } = action;
  const code = Number(errorCode);
  if (code === 0) return { status: "done", operation, value: result };
  await loadCodesFor(code);
  const error = new OmadaApiError(
    code,
    { operation, method: wire.method, path: template, url: wire.path },
    {
      status: 200,
      controllerMessage: typeof msg === "string" ? redact(msg) : undefined,
      hint: hintFor(code, {
        origin: "the controller",
        omadacId: "",
        operation,
        successor,
        url: wire.path,
      }),
    },
  );
  return failure(code === SKIPPED ? "skipped" : "failed", action, error);
}

/** Results of actions whose request failed as a whole. */
export function failTogether(actions: readonly Action[], error: Error): BatchResult<unknown>[] {
  // An errorCode says that the batch was refused, except that for an error within it.
  const refused = isOmadaApiError(error) && error.code !== FAILED_WITHIN;
  return actions.map((action) => failure(refused ? "failed" : "unknown", action, error));
}

/** The result of an action that was not sent. */
export function skipped(action: Action, cause: Error): BatchResult<unknown> {
  const message = `${action.operation}: left out, because an earlier action of the batch failed.`;
  return failure("skipped", action, new OmadaError(message, { cause }));
}

/** Tells whether an action was not done. */
export function isFailure(
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
  return { status, operation, error };
}
