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
