/** What the Open API wraps every answer in. */
export interface Envelope {
  /** 0 for success. A number everywhere; a string is accepted too. */
  readonly errorCode: number | string;
  readonly msg?: unknown;
  readonly result?: unknown;
}

/** Tells whether a parsed body is an envelope: an object whose errorCode reads as an integer. */
export function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== "object" || value === null || !("errorCode" in value)) return false;
  const { errorCode } = value;
  if (typeof errorCode === "string") return /^-?\d+$/.test(errorCode);
  return Number.isInteger(errorCode);
}

/** errorCode of a parsed body; undefined when it is no envelope. */
export function errorCodeOf(body: unknown): number | undefined {
  return isEnvelope(body) ? Number(body.errorCode) : undefined;
}

/** Parses JSON, with a byte order mark or without; undefined when it is none. */
export function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
