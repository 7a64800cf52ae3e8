import { type Answer, failure, success } from "../protocol/answer.js";
import { addressOf } from "../protocol/call.js";
import { isRecord } from "../sample/accepts.js";
import type { Handler, Request } from "./types.js";

/** Most actions of one batch (documented). */
const MOST_ACTIONS = 20;
/** Paths of the Open API, batches themselves excluded. */
const ACTION = /^\/openapi\/v\d+\/(?!(msp\/)?[^/?]+\/batch\/?$)/;
const METHODS = new Set(["POST", "PATCH", "PUT", "DELETE"]);

/**
 * Runs up to 20 actions one after the other, each checked like a call of its own. After a failure the rest is answered
 * with -1619, unless `interrupt` is false.
 */
const runBatch: Handler = (_, request) => {
  const { actions, interrupt } = isRecord(request.body) ? request.body : {};
  const given = actions ?? [];
  if (!Array.isArray(given) || given.length > MOST_ACTIONS || !given.every(isRecord)) return failure(-1001);
  let failed = false;
  const response = given.map((action) => {
    const answer = failed && interrupt !== false ? failure(-1619) : runAction(request, action);
    failed ||= answer.errorCode !== 0;
    return envelopeOf(answer);
  });
  return success({ response });
};

function runAction({ dispatch, call }: Request, action: Record<string, unknown>): Answer {
  const { path, method, query, body } = action;
  if (typeof path !== "string" || typeof method !== "string") return failure(-1001);
  if (!METHODS.has(method) || !ACTION.test(path)) return failure(-1600);
  const text = body === undefined ? "" : JSON.stringify(body);
  const target = addressOf(`${path}${typeof query === "string" && query !== "" ? `?${query}` : ""}`);
  if (!target) return failure(-1001);
  return dispatch({ ...call, ...target, method, body: new TextEncoder().encode(text) });
}

function envelopeOf({ body, errorCode }: Answer): unknown {
  if (errorCode === undefined || typeof body !== "string") return JSON.parse(`${failure(-1620).body}`);
  return JSON.parse(body);
}

export const batchHandlers: Readonly<Record<string, Handler>> = {
  "batch.batchController": runBatch,
  "mspBatch.mspBatchController": runBatch,
};
