/** Input that cannot be imported. The message says what is wrong, where, and what to do. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}

/** The reason of a failure on one line, for the message of another error. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
export const UNSAFE = /[\u0000-\u001F\u007F\u2028\u2029]/;

/** A value for messages: quoted, on one line, of bounded length. */
export function printable(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  const quoted = text.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  return quoted.length > 120 ? `${quoted.slice(0, 117)}...` : quoted;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
