const UNSENT: unique symbol = Symbol.for("@omada-sdk/unsent");

/** Codes of Node, undici and Bun for a connection that did not come about. */
const UNSENT_CODE =
  /^(?:ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EAI_AGAIN|ENOTFOUND|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;
/** Texts for the same: of Node when the other side hangs up during the TLS handshake, and of Deno. */
const UNSENT_TEXT = /before secure TLS connection was established|client error \(Connect\)/;

/** Marks an error that came up before any byte of a request was written. */
export function markUnsent(error: Error): void {
  Object.defineProperty(error, UNSENT, { value: true, configurable: true });
}

/**
 * Tells whether a request provably did not reach the controller. False when it is not known.
 * @param chain the error and its causes
 */
export function isUnsent(chain: readonly object[]): boolean {
  return chain.some((link) => {
    const { code, syscall, message } = link as { code?: unknown; syscall?: unknown; message?: unknown };
    return (
      UNSENT in link ||
      syscall === "connect" ||
      (typeof code === "string" && UNSENT_CODE.test(code)) ||
      (typeof message === "string" && UNSENT_TEXT.test(message))
    );
  });
}
