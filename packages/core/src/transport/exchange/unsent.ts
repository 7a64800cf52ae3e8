/** An error and its causes, outermost first. */
export function causesOf(error: unknown): object[] {
  const chain: object[] = [];
  for (let link = error; typeof link === "object" && link !== null && chain.length < 8; ) {
    chain.push(link);
    const { cause, errors } = link as { cause?: unknown; errors?: unknown };
    link = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return chain;
}

const UNSENT: unique symbol = Symbol.for("@omada-sdk/unsent");

/** System calls that are made before any byte of a request is sent. */
const BEFORE_SENDING: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);
/** Codes that undici and Bun only use when no connection was made. Codes of systems may come from any system call. */
const UNSENT_CODE = /^(?:UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;
/** Texts for the same: of Node when the other side closes during the TLS handshake, and of Deno. */
const UNSENT_TEXT = /before secure TLS connection was established|client error \(Connect\)/;

/** Marks an error that happened before any byte of a request was written. */
export function markUnsent(error: Error): void {
  Object.defineProperty(error, UNSENT, { value: true, configurable: true });
}

/**
 * Whether a request provably did not reach the controller. False when it is not known: a code alone is no proof,
 * because reading from a connection can also fail with "EHOSTUNREACH", after a request was written.
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
