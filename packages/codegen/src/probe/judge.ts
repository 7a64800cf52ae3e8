import { responseShape } from "../model/response.js";
import { flatten, kindOf } from "../model/shape.js";
import type { ApiModel, Operation } from "../model/types.js";
import { carriesValues } from "./carries.js";
import { checkValue } from "./check-value.js";
import { judgeCode } from "./codes.js";
import type { Drift } from "./drift.js";
import type { Redaction } from "./redact.js";
import type { SkipReason } from "./skip.js";
import type { Reply } from "./target.js";

/** What one answer came to. */
export interface Judged {
  drifts: Omit<Drift, "operation">[];
  /** It held nothing that could be compared. */
  empty?: boolean;
  /** Why nothing was compared. */
  skip?: { reason: SkipReason; code?: number; detail?: string };
}

/**
 * Compares an answer with what the snapshot says of its operation.
 * @param sure whether the ids in the path were surely right
 */
export function judge(
  model: ApiModel,
  operation: Operation,
  reply: Reply,
  sure: boolean,
  redaction: Redaction,
): Judged {
  if (reply.kind === "refused") return judgeCode(operation, reply.code, sure);
  if (reply.kind !== "result") return { drifts: [], skip: { reason: reply.kind, detail: reply.reason } };
  const shape = responseShape(operation, model.schemas);
  if (shape.kind === "none") return { drifts: [], empty: true };
  const { value } = reply;
  if (value === null || value === undefined) {
    const declared = kindOf(flatten(model.schemas, shape.schema));
    // Documents write `object` without members for whatever they do not describe, also for nothing.
    const isOpen = declared === "any" || declared === "open object";
    return { drifts: isOpen ? [] : [{ kind: "missing-result", path: "result", declared }], empty: true };
  }
  const drifts = checkValue(model, shape.schema, value, "result", redaction);
  return { drifts, empty: !carriesValues(value) };
}
