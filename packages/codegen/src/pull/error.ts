/** Documents that cannot be pulled. The message says what happened at which address, and what to do. */
export class PullError extends Error {
  override readonly name = "PullError";
}
