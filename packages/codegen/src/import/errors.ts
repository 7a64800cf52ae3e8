/** Input that cannot be imported. The message says what is wrong, where, and what to do. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}
