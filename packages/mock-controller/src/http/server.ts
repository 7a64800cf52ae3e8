import type { AddressInfo } from "node:net";
import type { Controller } from "../controller.js";
import { makeCertificate } from "./certificate.js";
import { createFront } from "./front.js";
import { createListener } from "./listener.js";

/** Addresses that the mock may listen on. */
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** A listening HTTPS server. */
export interface RunningServer {
  /** Origin without a slash at the end. */
  url: string;
  /** The self-signed certificate, PEM. */
  ca: string;
  /** SHA-256 of the certificate, upper-case hexadecimal with colons. */
  fingerprint256: string;
  /** Stops listening and ends every connection. Calling it again does nothing. */
  close: () => Promise<void>;
}

/**
 * Listens with HTTPS on a loopback address.
 * @param port 0 for any free one
 * @throws Error when the host is not a loopback address, or the port is taken
 */
export async function listen(controller: Controller, host: string, port: number): Promise<RunningServer> {
  if (!LOOPBACK.has(host)) {
    throw new Error(
      `The mock controller listens on loopback addresses only (${[...LOOPBACK].join(", ")}), not on ${host}.`,
    );
  }
  const certificate = makeCertificate();
  const { server, close } = createFront(certificate, createListener(controller));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const url = `https://${host === "::1" ? "[::1]" : host}:${(server.address() as AddressInfo).port}`;
  return { url, ca: certificate.cert, fingerprint256: certificate.fingerprint256, close };
}
