import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Controller } from "../state/controller.js";
import { type Certificate, makeCertificate } from "./certificate.js";
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

/** Where a server listens, and how long it waits for requests. */
export interface ListenAddress {
  host: string;
  /** 0 for any free one. */
  port: number;
  /** Milliseconds that a client may take to send a request. */
  timeoutMs: number;
}

/**
 * Listens with HTTPS on a loopback address.
 * @throws Error when the host is not a loopback address, or the port is taken
 */
export async function listen(
  controller: Controller,
  { host, port, timeoutMs }: ListenAddress,
): Promise<RunningServer> {
  if (!LOOPBACK.has(host)) {
    throw new Error(
      `The mock controller listens on loopback addresses only (${[...LOOPBACK].join(", ")}), not on ${host}.`,
    );
  }
  let certificate = makeCertificate();
  const { server, use, close } = createTlsPort(certificate, createListener(controller), timeoutMs);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const changeCertificate = (): void => {
    certificate = makeCertificate();
    use(certificate);
  };
  controller.runtime.changeCertificate = changeCertificate;
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
      controller.runtime.clock.stop();
      return close();
    },
  };
}

/** First byte of a TLS handshake. */
const TLS_HANDSHAKE = 22;

/** One port for HTTPS, with a list of its open connections. */
export interface TlsPort {
  server: Server;
  /** Shows another certificate from now on, and ends every connection. */
  use: (certificate: Certificate) => void;
  /** Stops listening and ends every connection. */
  close: () => Promise<void>;
}

/**
 * Serves HTTPS. Plain HTTP on the same port is answered with 400, as a controller does (observed on 6.1.0.19).
 * @param listener called for every HTTPS request
 * @param timeoutMs milliseconds that a client may take to send a whole request
 */
function createTlsPort({ cert, key }: Certificate, listener: RequestListener, timeoutMs: number): TlsPort {
  const limits = {
    headersTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    connectionsCheckingInterval: Math.max(25, Math.floor(timeoutMs / 4)),
  };
  const secure = createHttpsServer({ cert, key, handshakeTimeout: timeoutMs, ...limits }, listener);
  const plain = createHttpServer(limits, (_, response) => {
    response.writeHead(400, { connection: "close" }).end();
  });
  // The inner servers never listen themselves; this starts their check for slow requests.
  for (const inner of [secure, plain]) inner.emit("listening");
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    const silent = setTimeout(() => socket.destroy(), timeoutMs).unref();
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(silent);
      open.delete(socket);
    });
    socket.once("data", (chunk) => {
      clearTimeout(silent);
      socket.pause().unshift(chunk);
      (chunk[0] === TLS_HANDSHAKE ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  const endAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const inner of [secure, plain]) inner.close();
      endAll();
    });
  const use = (certificate: Certificate): void => {
    secure.setSecureContext({ cert: certificate.cert, key: certificate.key });
    endAll();
  };
  return { server, use, close };
}
