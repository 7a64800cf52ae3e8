import { type Answer, failure, success } from "../protocol/answer.js";
import { type Address, addressOf } from "../protocol/call.js";
import { addRecord, recordOf } from "../protocol/log.js";
import { isRecord } from "../schema/check.js";
import type { Controller, Handler, Request } from "../state/controller.js";

/** Actions of one batch (documented). */
const MAX_ACTIONS = 20;
const BATCH_METHODS = new Set(["POST", "PATCH", "PUT", "DELETE"]);

/**
 * Runs up to 20 actions one after the other, each checked and logged like a call of its own. After a failure the rest
 * is answered with -1619, unless `interrupt` is false.
 */
const runBatch: Handler = (controller, request) => {
  const { actions, interrupt } = isRecord(request.body) ? request.body : {};
  const given = actions ?? [];
  if (!Array.isArray(given) || given.length > MAX_ACTIONS || !given.every(isRecord)) return failure(-1001);
  let failed = false;
  const response = given.map((action) => {
    const answer = failed && interrupt !== false ? failure(-1619) : runAction(controller, request, action);
    failed ||= answer.errorCode !== 0;
    return envelopeOf(answer);
  });
  return success({ response });
};

function runAction(
  controller: Controller,
  { dispatch, call }: Request,
  action: Record<string, unknown>,
): Answer {
  const { path, method, query, body: sent } = action;
  if (typeof path !== "string" || typeof method !== "string") return failure(-1001);
  const body = new TextEncoder().encode(sent === undefined ? "" : JSON.stringify(sent));
  const address = addressOf(`${path}${typeof query === "string" && query !== "" ? `?${query}` : ""}`);
  const runs = address !== undefined && BATCH_METHODS.has(method) && isAction(controller, method, address);
  const answer = runs ? dispatch({ ...call, ...address, method, body, batch: true }) : failure(-1600);
  const asked = { method, path: address?.pathname ?? path, query: address?.members ?? {}, body };
  addRecord(controller.runtime.requests, { ...recordOf(asked, answer), batch: true });
  return answer;
}

/** Whether a decoded address belongs to an operation of the Open API other than a batch. */
function isAction({ behaviour: { router } }: Controller, method: string, { segments }: Address): boolean {
  if (segments[0] !== "openapi" || !/^v\d+$/.test(segments[1] ?? "")) return false;
  return !Object.hasOwn(batchHandlers, router(method, segments)?.operation.name ?? "");
}

function envelopeOf({ body, errorCode }: Answer): unknown {
  if (errorCode === undefined || typeof body !== "string") return JSON.parse(`${failure(-1620).body}`);
  return JSON.parse(body);
}

export const batchHandlers: Readonly<Record<string, Handler>> = {
  "batch.batchController": runBatch,
  "mspBatch.mspBatchController": runBatch,
};
