import type { AddressInfo } from "node:net";
import type { Controller } from "../../state/controller.js";
import { makeCertificate } from "./certificate.js";
import { createFront } from "./front.js";
import { createListener } from "./listener.js";

/** Addresses that the mock may listen on. */
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** A listening HTTPS server. */
export interface RunningServer {
  /** Origin without a slash at the end. */
  url: string;
  /** The self-signed certificate that the server shows now, PEM. */
  readonly ca: string;
  /** SHA-256 of that certificate, upper-case hexadecimal with colons. */
  readonly fingerprint256: string;
  /** Makes another certificate, as after a restore or a renewal, and ends every connection. */
  changeCertificate: () => void;
  /** Stops listening and ends every connection. Calling it again does nothing. */
  close: () => Promise<void>;
}

/** Where and how patiently a server listens. */
export interface ListenPlace {
  host: string;
  /** 0 for any free one. */
  port: number;
  /** Milliseconds that a client may take to send a request. */
  patience: number;
}

/**
 * Listens with HTTPS on a loopback address.
 * @throws Error when the host is not a loopback address, or the port is taken
 */
export async function listen(
  controller: Controller,
  { host, port, patience }: ListenPlace,
): Promise<RunningServer> {
  if (!LOOPBACK.has(host)) {
    throw new Error(
      `The mock controller listens on loopback addresses only (${[...LOOPBACK].join(", ")}), not on ${host}.`,
    );
  }
  let certificate = makeCertificate();
  const { server, use, close } = createFront(certificate, createListener(controller), patience);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const changeCertificate = (): void => {
    certificate = makeCertificate();
    use(certificate);
  };
  controller.changeCertificate = changeCertificate;
  return {
    url: `https://${host === "::1" ? "[::1]" : host}:${(server.address() as AddressInfo).port}`,
    get ca() {
      return certificate.cert;
    },
    get fingerprint256() {
      return certificate.fingerprint256;
    },
    changeCertificate,
    close: () => {
      controller.clock.stop();
      return close();
    },
  };
}
