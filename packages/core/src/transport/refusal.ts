import type { InvalidationReason } from "@omada-sdk/auth";
import { isEnvelope, parseJson } from "../answer/envelope.js";

const EXPIRED = -44112;
const INVALID = -44113;
/** An envelope that only carries an error is far shorter; longer answers are not parsed twice. */
const LONGEST_REFUSAL = 4096;

/**
 * Tells whether an answer refuses the token: HTTP 401, or errorCode -44112 or -44113 with any status.
 * @returns the reason, undefined when the token was accepted
 */
export function refusalOf(status: number, text: string): InvalidationReason | undefined {
  if (status === 401) return { status };
  if (text.length > LONGEST_REFUSAL || !text.includes("-4411")) return undefined;
  const body = parseJson(text);
  const errorCode = isEnvelope(body) ? Number(body.errorCode) : 0;
  return errorCode === EXPIRED || errorCode === INVALID ? { status, errorCode } : undefined;
}
