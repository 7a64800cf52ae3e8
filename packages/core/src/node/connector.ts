import type { TLSSocket } from "node:tls";
import { OmadaError } from "@omada-sdk/auth";
import { buildConnector } from "undici";
import { OmadaTlsError } from "../errors/tls-error.js";
import { normalizeFingerprint } from "./fingerprint.js";

/** Which certificates are accepted. By default those the system trusts, for the host name that was asked for. */
export interface TlsOptions {
  /**
   * Certificates to trust instead of the system's, PEM. Of several self-signed ones with the same subject only one is
   * found: pin those of several controllers instead, each with a fetch of its own.
   */
  ca?: string | string[] | undefined;
  /** With `ca`: accept a trusted certificate although it is for another host name, such as "localhost". */
  allowHostMismatch?: boolean | undefined;
  /** Accept exactly the certificate with this SHA-256 fingerprint, trusted or not; colons and case do not matter. */
  fingerprint256?: string | undefined;
  /** Accept any certificate: whoever is between you and the controller can then read the token. */
  insecure?: boolean | undefined;
}

/**
 * Makes the function undici opens connections with.
 * @throws OmadaError when the options contradict each other
 */
export function createConnector(options: TlsOptions): buildConnector.connector {
  const { ca, allowHostMismatch, fingerprint256, insecure } = options;
  if ([ca, fingerprint256, insecure || undefined].filter((one) => one !== undefined).length > 1)
    throw new OmadaError("ca, fingerprint256 and insecure exclude each other.");
  if (allowHostMismatch && ca === undefined)
    throw new OmadaError("allowHostMismatch only goes with ca: without it any trusted server could answer.");
  if (fingerprint256 !== undefined) return pinnedConnector(normalizeFingerprint(fingerprint256));
  if (insecure) return buildConnector({ rejectUnauthorized: false });
  if (ca === undefined) return buildConnector({});
  return buildConnector({ ca, ...(allowHostMismatch && { checkServerIdentity: () => undefined }) });
}

/** Node skips checkServerIdentity when it does not verify, so the certificate is compared once the socket is up. */
function pinnedConnector(expected: string): buildConnector.connector {
  // A resumed session would not present the certificate again.
  const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0 });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const presented = (socket as Partial<TLSSocket>).getPeerCertificate?.().fingerprint256;
      if (presented === expected) return callback(null, socket);
      socket.destroy();
      callback(
        mismatch(`${options.protocol}//${options.host ?? options.hostname}`, expected, presented),
        null,
      );
    });
}

function mismatch(origin: string, expected: string, presented: string | undefined): OmadaTlsError {
  return new OmadaTlsError(
    `${origin} presented the certificate ${presented ?? "(none)"}, pinned is ${expected}. ` +
      "Either the controller's certificate was replaced, or something else answers in its place.",
    { origin, reason: "FINGERPRINT_MISMATCH", expectedFingerprint: expected, actualFingerprint: presented },
  );
}
