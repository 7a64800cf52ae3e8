import { isOmadaError } from "@omada-sdk/auth";
import { MAYBE_DONE, OmadaConnectionError, OmadaTlsError, type RequestOutcome } from "../../errors/errors.js";
import { safeCause, wordOf } from "../../errors/redact.js";

const TLS_CODE =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|HOSTNAME_MISMATCH|EPROTO$)/;
const TLS_TEXT = /certificate|self[- ]signed/i;

/** What is known about a request that failed. */
interface FailedRequest {
  /** The response had begun. */
  readonly answered?: boolean;
  /** Values of the request that must not be quoted; "everything" when no text of the failure may be. */
  readonly secrets?: readonly string[] | "everything";
  /** Sending it twice may change something twice. */
  readonly write?: boolean;
}

/**
 * Turns what a fetch rejected with into an error of the SDK. Nothing of the original is kept that could quote a URL's
 * query, a header or a body.
 * @param error the rejection
 * @param origin scheme, host and port of the request
 */
export function describeFailure(
  error: unknown,
  origin: string,
  { answered = false, secrets = [], write = false }: FailedRequest = {},
): Error {
  const chain = causesOf(error);
  const sdkError = chain.find((link) => isOmadaError(link));
  if (sdkError) return sdkError as Error;
  const codes = chain
    .map((link) => wordOf((link as { code?: unknown }).code, secrets === "everything" ? [] : secrets))
    .filter((code) => code !== undefined);
  const tlsCode = codes.find((code) => TLS_CODE.test(code));
  const tlsText = chain.some((link) => TLS_TEXT.test(String((link as { message?: unknown }).message)));
  const reason = tlsCode ?? codes.at(-1);
  const cause = safeCause(error, secrets);
  const unsent = !answered && isUnsent(chain);
  const outcomeOf = (before: boolean): RequestOutcome => (before ? "not-sent" : "unknown");
  const maybe = (outcome: RequestOutcome) => (write && outcome === "unknown" ? MAYBE_DONE : "");
  if (tlsCode !== undefined || tlsText) {
    const isCertificateRefused = !answered && tlsCode !== undefined && !isProtocolProblem(tlsCode);
    const outcome = outcomeOf(unsent || isCertificateRefused);
    const problem = `${origin}: ${tlsProblem(tlsCode)}${maybe(outcome)}`;
    return new OmadaTlsError(problem, { origin, reason, outcome, cause });
  }
  const why = reason ? ` (${reason})` : "";
  const outcome = outcomeOf(unsent);
  const problem = answered
    ? `The connection to ${origin} broke before the answer was complete${why}.`
    : unsent
      ? `${origin} could not be reached${why}.${portHint(reason)}`
      : `The connection to ${origin} failed before an answer came${why}.`;
  return new OmadaConnectionError(problem + maybe(outcome), { origin, reason, outcome, cause });
}

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

/** The TLS protocol may also fail once the connection is up; certificates are checked before. */
function isProtocolProblem(code: string | undefined): boolean {
  return code === "EPROTO" || code?.startsWith("ERR_SSL_") === true;
}

function tlsProblem(code: string | undefined): string {
  if (isProtocolProblem(code)) return `the TLS handshake failed (${code}); the port may not speak HTTPS.`;
  const which = code ? ` (${code})` : "";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `the certificate is for another host name${which}. Controllers come with one for "localhost": pin it with tls: { fingerprint256 }, or set allowHostMismatch beside ca.`;
  return `the certificate is not trusted${which}. Controllers come with a self-signed one: on Node accept it with tls: { fingerprint256 } or tls: { ca }, or with createNodeFetch of @omada-sdk/core/node.`;
}

function portHint(reason: string | undefined): string {
  return reason === "ECONNREFUSED" ? " Software controllers listen on port 8043, hardware ones on 443." : "";
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
