import { isOmadaTlsError } from "@omada-sdk/core";
import { fetchFingerprint } from "@omada-sdk/core/node";
import { type Check, reasonOf, reporter } from "./check.js";
import { doctorCommand, type Subject } from "./subject.js";

/**
 * Which certificate the address presents, and whether it is accepted.
 * @param fetch accepts what the user said
 * @returns whether secrets may be sent there
 */
export async function checkCertificate(
  subject: Subject,
  fetch: typeof globalThis.fetch,
): Promise<{ check: Check; accepted: boolean }> {
  const { ok, warning, failed } = reporter("certificate");
  const { origin, signal, timeoutMs, fingerprint, insecure } = subject;
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let presented: string;
  try {
    presented = await fetchFingerprint(origin, { timeoutMs, signal });
    const answer = await fetch(`${origin}/api/info`, { signal: limited });
    await answer.body?.cancel();
  } catch (error) {
    signal.throwIfAborted();
    if (!isOmadaTlsError(error) && !isCertificateProblem(error))
      return { check: failed(`it could not be read: ${reasonOf(error)}`, AGAIN), accepted: false };
    presented = await fetchFingerprint(origin, { timeoutMs, signal }).catch(() => "");
    return { check: refusal(subject, presented), accepted: false };
  }
  if (insecure)
    return {
      check: warning(
        `any certificate is accepted, so others may read the secret. It presents ${presented}`,
        `compare it with the controller's, then ${doctorCommand(origin, `--fingerprint ${presented}`)}`,
      ),
      accepted: true,
    };
  const how = fingerprint === undefined ? "is trusted by this system" : "is the pinned one";
  return { check: ok(`${presented} ${how}`), accepted: true };
}

const AGAIN = "run omada doctor again; if it stays so, look whether something between ends connections";

/** A fetch rejects with an error of the system, whose causes say why. */
function isCertificateProblem(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  if (/^(?:DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS_|HOSTNAME_)/.test(String(code))) return true;
  return cause !== undefined && (isOmadaTlsError(cause) || isCertificateProblem(cause));
}

function refusal({ origin, fingerprint }: Subject, presented: string): Check {
  const { failed } = reporter("certificate");
  if (presented === "") return failed("the handshake fails; the port may not speak HTTPS", AGAIN);
  const pin = doctorCommand(origin, `--fingerprint ${presented}`);
  if (fingerprint !== undefined)
    return failed(
      `it presents ${presented}, which is not the pinned one. The controller has a new certificate (a restore, an update, a renewal), or something between answers. No secret was sent`,
      `compare it with the certificate that a browser shows at the controller; if it is the same: ${pin}`,
    );
  return failed(
    `it presents ${presented}, which this system does not trust; controllers come with a certificate of their own. No secret was sent`,
    `compare it with the certificate that a browser shows at the controller, then pin it: ${pin}`,
  );
}
