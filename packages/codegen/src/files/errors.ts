/** Input that cannot be imported. The message says what is wrong, where, and what to do. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}

/** The reason of a failure on one line, for the message of another error. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error);
}
