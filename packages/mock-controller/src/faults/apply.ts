import { type Answer, empty, failure, html } from "../protocol/answer.js";
import type { Fault, FaultRule } from "./types.js";

/** Too many requests (documented). */
const TOO_MANY = -7132;

/** What faults do to the mock beside the answer. */
export interface FaultEffects {
  /** Removes every access token. */
  dropTokens: () => void;
  /** Shows another certificate and ends every connection. */
  changeCertificate: () => void;
}

/**
 * The answer to a call that a fault hits.
 * @param ordinary what the call is answered with otherwise; asking for it carries the call out
 */
export function applyFault(
  { fault, executes }: FaultRule,
  ordinary: () => Answer,
  effects: FaultEffects,
): Answer {
  const delivered = deliveredAs(fault, effects);
  if (delivered) return { ...ordinary(), delivery: delivered, fault: fault.kind };
  const operation = executes ? ordinary().operation : undefined;
  return { ...replacement(fault, effects), operation, fault: fault.kind };
}

/** Faults that lie in the delivery of an ordinary answer. */
function deliveredAs(fault: Fault, { changeCertificate }: FaultEffects): Answer["delivery"] {
  switch (fault.kind) {
    case "truncate":
      return { truncateAt: fault.bytes ?? "half" };
    case "delay":
      return { delay: fault.ms };
    case "trickle":
      return { trickle: { bytes: Math.max(1, fault.bytes ?? 1024), delay: fault.ms } };
    case "certificate":
      return { afterwards: changeCertificate };
    default:
      return undefined;
  }
}

function replacement(fault: Fault, { dropTokens }: FaultEffects): Answer {
  switch (fault.kind) {
    case "status":
      return { ...empty(fault.status), body: fault.body ?? "", headers: { ...fault.headers } };
    case "code":
      return failure(fault.code, fault.status);
    case "html":
      return { ...html("Mock controller"), status: fault.status ?? 200 };
    case "token-death":
      dropTokens();
      return failure(fault.code ?? -44113);
    case "rate-limit":
      return rateLimited(fault.status ?? 429, fault.retryAfterSeconds);
    default:
      return { ...empty(200), delivery: { close: true } };
  }
}

function rateLimited(status: number, seconds: number | undefined): Answer {
  const answer = failure(TOO_MANY, status);
  return seconds === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, "retry-after": `${seconds}` } };
}
