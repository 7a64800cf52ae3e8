import { parseExactly } from "./exact-json.js";

/** What the Open API wraps every answer in. */
export interface Envelope {
  /** 0 for success. A number everywhere; of another type only an error is read. */
  readonly errorCode: number | string;
  readonly msg?: unknown;
  readonly result?: unknown;
}

/** Tells whether a parsed body is an envelope: an object whose errorCode is an integer, or a text of one that is not 0. */
export function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== "object" || value === null || !("errorCode" in value)) return false;
  const { errorCode } = value;
  if (typeof errorCode === "string") return /^-?\d+$/.test(errorCode) && Number(errorCode) !== 0;
  return Number.isInteger(errorCode);
}

/** errorCode of a parsed body; undefined when it is no envelope. */
export function errorCodeOf(body: unknown): number | undefined {
  return isEnvelope(body) ? Number(body.errorCode) : undefined;
}

/** Tells whether a parsed body would be an envelope if its errorCode were a number. */
export function hasOddCode(value: unknown): boolean {
  return typeof value === "object" && value !== null && "errorCode" in value && !isEnvelope(value);
}

/** Parses JSON, with a byte order mark or without; undefined when it is none. Integers beyond 2^53 become strings. */
export function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return parseExactly(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
