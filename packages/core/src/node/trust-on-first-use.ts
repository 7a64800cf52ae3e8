import { OmadaError } from "@omada-sdk/auth";
import { OmadaTlsError } from "../errors/tls-error.js";
import { readOrigin } from "../request/base-url.js";
import { fetchFingerprint, normalizeFingerprint } from "./fingerprint.js";
import type { PinStore } from "./pin-store.js";

/** Options of {@link trustOnFirstUse}. */
export interface TrustOptions {
  /** Where the fingerprints that were trusted are kept; see `filePinStore`. */
  readonly pins: PinStore;
  /**
   * Asks whether a certificate seen for the first time is the right one. Without it any certificate is
   * accepted: the server that answers the first connection is then trusted from then on.
   */
  confirm?(origin: string, fingerprint256: string): boolean | Promise<boolean>;
  /** Milliseconds to wait for the handshake, 1 or more; 10000 by default. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Trusts the certificate a controller presents the first time, the way ssh does, and that one only from then on. A
 * fingerprint that is known is returned without asking the controller: the connection made with it checks whether
 * it is still right, and fails naming both fingerprints when it is not.
 * @param baseUrl https:// address of the controller
 * @returns what `fingerprint256` of `createNodeFetch` and of the `tls` option takes
 * @throws OmadaError when the certificate is not confirmed; OmadaTlsError with both fingerprints when another one was
 *   trusted in the meantime; OmadaConnectionError, OmadaTlsError or OmadaTimeoutError when there is none to read
 */
export async function trustOnFirstUse(
  baseUrl: string,
  { pins, confirm, timeoutMs }: TrustOptions,
): Promise<string> {
  const origin = readOrigin(baseUrl);
  const known = await pins.get(origin);
  if (known !== undefined) return normalizeFingerprint(known);
  const presented = await fetchFingerprint(origin, { timeoutMs });
  if (confirm && !(await confirm(origin, presented)))
    throw new OmadaError(`The certificate of ${origin} with the fingerprint ${presented} was not accepted.`);
  const kept = normalizeFingerprint(await pins.add(origin, presented));
  if (kept === presented) return presented;
  throw new OmadaTlsError(
    `${origin} presented the certificate ${presented}, but meanwhile ${kept} was trusted for it. ` +
      "Either its certificate was replaced just now, or something else answers in its place.",
    { origin, reason: "FINGERPRINT_MISMATCH", expectedFingerprint: kept, actualFingerprint: presented },
  );
}
