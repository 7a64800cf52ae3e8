import { isOmadaError } from "@omada-sdk/auth";
import { MAYBE_DONE, OmadaConnectionError, type RequestOutcome } from "../../errors/errors.js";
import { safeCause, wordOf } from "../../errors/redact.js";
import { type SecretHolder, secretsOfCall } from "../../errors/secrets.js";
import { OmadaTlsError } from "../../errors/tls-error.js";
import { causesOf, isUnsent } from "./unsent.js";

const TLS_CODE =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|HOSTNAME_MISMATCH|EPROTO$)/;
const TLS_TEXT = /certificate|self[- ]signed/i;

/** What is known about a request that failed. */
export interface FailedRequest {
  /** The response had begun. */
  readonly answered?: boolean;
  /** The call, whose secrets must not be quoted; "of a grant" when no text of the failure may be. */
  readonly call?: (SecretHolder & { readonly write: boolean }) | "of a grant";
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
  { answered = false, call }: FailedRequest = {},
): Error {
  const isOfGrant = call === "of a grant";
  const secrets = isOfGrant ? "everything" : call ? secretsOfCall(call) : [];
  const write = !isOfGrant && call?.write === true;
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
