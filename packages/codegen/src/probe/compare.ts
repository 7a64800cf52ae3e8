import { type ApiModel, flatten, kindOf, type Operation, responseShape } from "@omada-sdk/model";
import { checkValue } from "./check-value.js";
import type { Drift } from "./drift.js";
import type { Redaction } from "./redact.js";
import type { SkipReason } from "./skip.js";
import type { Reply } from "./target.js";

/** What one answer came to. */
export interface Comparison {
  drifts: Omit<Drift, "operation">[];
  /** It held nothing that could be compared. */
  empty?: boolean;
  /** Why nothing was compared. */
  skip?: { reason: SkipReason; code?: number; detail?: string };
}

/**
 * Compares an answer with what the snapshot says of its operation.
 * @param sure whether the ids in the path were surely right
 * @param anywhere codes that any operation may answer, whatever its document lists
 */
export function compareReply(
  model: ApiModel,
  operation: Operation,
  reply: Reply,
  sure: boolean,
  anywhere: ReadonlySet<number>,
  redaction: Redaction,
): Comparison {
  if (reply.kind === "refused")
    return compareRefusal(operation, reply.code, !sure || anywhere.has(reply.code));
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

const UNSUPPORTED = -1600;

/**
 * What a refusal means: an operation that is gone, a code that the snapshot does not list, or nothing. It is not
 * compared in any case, because it carries no result.
 * @param isExcused the code need not be listed
 */
function compareRefusal({ errorCodes }: Operation, code: number, isExcused: boolean): Comparison {
  const skip = { reason: "refused", code } as const;
  if (code === UNSUPPORTED) return { drifts: [{ kind: "unsupported", seen: String(code) }], skip };
  if (isExcused || errorCodes.includes(code)) return { drifts: [], skip };
  const declared = errorCodes.length > 0 ? { declared: errorCodes.join(", ") } : {};
  return { drifts: [{ kind: "unlisted-code", ...declared, seen: String(code) }], skip };
}

/** Members that say how much a page holds, not what. */
const COUNTERS: ReadonlySet<string> = new Set(["totalRows", "currentPage", "currentSize"]);

/** Whether an answer holds any value that can be compared: an empty list, page or object holds none. */
function carriesValues(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value !== "object") return true;
  if (Array.isArray(value)) return value.some(carriesValues);
  const isPage = Array.isArray((value as { data?: unknown }).data);
  return Object.entries(value).some(
    ([name, member]) => !(isPage && COUNTERS.has(name)) && carriesValues(member),
  );
}
