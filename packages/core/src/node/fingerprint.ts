import { connect } from "node:tls";
import { OmadaError } from "@omada-sdk/auth";
import { OmadaTimeoutError } from "../errors/errors.js";
import { readOrigin } from "../request/base-url.js";
import { describeFailure } from "../transport/exchange/failure.js";

/**
 * Brings a SHA-256 fingerprint into the form Node uses: upper case, with colons.
 * @param text 64 hexadecimal digits in either case, with or without colons
 * @throws OmadaError when it is anything else
 */
export function normalizeFingerprint(text: string): string {
  const digits = typeof text === "string" ? text.replaceAll(/[:\s]/g, "").toUpperCase() : "";
  if (!/^[0-9A-F]{64}$/.test(digits))
    throw new OmadaError(
      "fingerprint256 is a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons.",
    );
  return digits.replaceAll(/(..)(?!$)/g, "$1:");
}

/**
 * Reads the SHA-256 fingerprint of the certificate a host presents, without trusting it. Compare it with what you
 * expect before you pin it.
 * @param baseUrl https:// address of the controller
 * @param options `timeoutMs` is 1 or more, 10000 by default; `signal` ends the waiting
 * @returns upper case with colons, as `fingerprint256` of {@link createNodeFetch} takes it
 * @throws OmadaConnectionError, OmadaTlsError or OmadaTimeoutError when there is no certificate to read
 */
export function fetchFingerprint(
  baseUrl: string,
  { timeoutMs = 10_000, signal }: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const origin = readOrigin(baseUrl);
  const { hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const servername = /^[\d.]+$|:/.test(host) ? "" : host;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const socket = connect({ host, port: Number(port || 443), servername, rejectUnauthorized: false });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      socket.destroy();
      finish();
    };
    const timer = setTimeout(
      () => settle(() => reject(new OmadaTimeoutError(`TLS handshake with ${origin}`, timeoutMs))),
      timeoutMs,
    );
    const stop = () => settle(() => reject(signal?.reason));
    signal?.addEventListener("abort", stop);
    socket.once("error", (error) => settle(() => reject(describeFailure(error, origin))));
    socket.once("secureConnect", () => {
      const { fingerprint256 } = socket.getPeerCertificate();
      settle(() =>
        fingerprint256
          ? resolve(fingerprint256)
          : reject(new OmadaError(`${origin} presented no certificate.`)),
      );
    });
  });
}
