import type { Needs } from "../request/target.js";

/** The object in which the Open API puts every result. */
export interface Envelope {
  /** 0 for success. Controllers send a number; of a string only an error is accepted. */
  readonly errorCode: number | string;
  readonly msg?: unknown;
  readonly result?: unknown;
}

/**
 * Whether a parsed body is an envelope: an object whose errorCode is an integer, or a string of one that is not
 * 0.
 */
export function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== "object" || value === null || !("errorCode" in value)) return false;
  const { errorCode } = value;
  if (typeof errorCode === "string") return /^-?\d+$/.test(errorCode) && Number(errorCode) !== 0;
  return Number.isInteger(errorCode);
}

/** errorCode of a parsed body; undefined when it is not an envelope. */
export function errorCodeOf(body: unknown): number | undefined {
  return isEnvelope(body) ? Number(body.errorCode) : undefined;
}

/** Whether a parsed body has an errorCode that is not a number, and so is not an envelope. */
export function hasInvalidCode(value: unknown): boolean {
  return typeof value === "object" && value !== null && "errorCode" in value && !isEnvelope(value);
}

/** Start of an object or a list. */
const JSON_START = /^\s*[{[]/;

/**
 * Says what is missing in a successful response; undefined when it is complete. An incomplete response was cut off, or the
 * controller never sent the rest: it must not count as an empty list, or as the success of a write.
 * @param body the parsed text, unless it is not JSON
 */
export function findIncompleteness(
  { status, headers }: Pick<Response, "status" | "headers">,
  text: string,
  body: unknown,
  needs: Needs,
): string | undefined {
  if (body === undefined) {
    if (text.trim() !== "") return JSON_START.test(text) ? "the answer is not JSON or breaks off" : undefined;
    // Compressed data that was cut off at its start gives an empty text, too.
    const isCut = status !== 204 && headers.has("content-encoding");
    return needs || isCut ? `the answer is empty (HTTP ${status})` : undefined;
  }
  const isResultMissing = needs === "result" && isEnvelope(body) && body.result === undefined;
  return isResultMissing && Number(body.errorCode) === 0
    ? "the controller reports success without the result that the operation declares"
    : undefined;
}
