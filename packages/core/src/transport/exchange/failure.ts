import { isOmadaError } from "@omada-sdk/auth";
import { OmadaConnectionError } from "../../errors/connection-error.js";
import { MAYBE_DONE, type RequestOutcome } from "../../errors/outcome.js";
import { safeCause, wordOf } from "../../errors/redact.js";
import { OmadaTlsError } from "../../errors/tls-error.js";
import { isUnsent } from "../unsent.js";

const TLS_CODE =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|HOSTNAME_MISMATCH|EPROTO$)/;
const TLS_TEXT = /certificate|self[- ]signed/i;

/** What is known about a request that failed. */
interface FailedRequest {
  /** The answer had begun. */
  readonly answered?: boolean;
  /** Values the request carried that may not be quoted, or that nothing may be. */
  readonly sent?: readonly string[] | "everything";
  /** Sending it twice may do something twice. */
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
  { answered = false, sent = [], write = false }: FailedRequest = {},
): Error {
  const chain = causesOf(error);
  const own = chain.find((link) => isOmadaError(link));
  if (own) return own as Error;
  const codes = chain
    .map((link) => wordOf((link as { code?: unknown }).code, sent === "everything" ? [] : sent))
    .filter((code) => code !== undefined);
  const tlsCode = codes.find((code) => TLS_CODE.test(code));
  const tlsText = chain.some((link) => TLS_TEXT.test(String((link as { message?: unknown }).message)));
  const reason = tlsCode ?? codes.at(-1);
  const cause = safeCause(error, sent);
  const unsent = !answered && isUnsent(chain);
  const outcomeOf = (before: boolean): RequestOutcome => (before ? "not-sent" : "unknown");
  const maybe = (outcome: RequestOutcome) => (write && outcome === "unknown" ? MAYBE_DONE : "");
  if (tlsCode !== undefined || tlsText) {
    const refused = !answered && tlsCode !== undefined && !isProtocolProblem(tlsCode);
    const outcome = outcomeOf(unsent || refused);
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

/** Of the protocol, which may also break once the connection is up; certificates are looked at before. */
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
