const UNSENT: unique symbol = Symbol.for("@omada-sdk/unsent");

/** System calls that come before any byte of a request. */
const BEFORE_SENDING: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);
/** Codes that undici and Bun only give to a connection that did not come about. Those of systems come with any call. */
const UNSENT_CODE = /^(?:UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;
/** Texts for the same: of Node when the other side hangs up during the TLS handshake, and of Deno. */
const UNSENT_TEXT = /before secure TLS connection was established|client error \(Connect\)/;

/** Marks an error that came up before any byte of a request was written. */
export function markUnsent(error: Error): void {
  Object.defineProperty(error, UNSENT, { value: true, configurable: true });
}

/**
 * Tells whether a request provably did not reach the controller. False when it is not known: a code alone is no proof,
 * as "EHOSTUNREACH" also comes of reading from a connection that was written to.
 * @param chain the error and its causes
 */
export function isUnsent(chain: readonly object[]): boolean {
  if (chain.some((link) => UNSENT in link)) return true;
  const calls = chain
    .map((link) => (link as { syscall?: unknown }).syscall)
    .filter((call) => typeof call === "string");
  if (calls.length > 0) return calls.every((call) => BEFORE_SENDING.has(call));
  return chain.some((link) => {
    const { code, message } = link as { code?: unknown; message?: unknown };
    return (
      (typeof code === "string" && UNSENT_CODE.test(code)) ||
      (typeof message === "string" && UNSENT_TEXT.test(message))
    );
  });
}
