import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import type { Certificate } from "./certificate.js";

/** First byte of a TLS handshake. */
const HANDSHAKE = 22;

/** One port for HTTPS, which knows its open connections. */
export interface Front {
  server: Server;
  /** Shows another certificate from now on, and ends every connection. */
  use: (certificate: Certificate) => void;
  /** Stops listening and ends every connection. */
  close: () => Promise<void>;
}

/**
 * Serves HTTPS. Plain HTTP on the same port is answered with 400, as a controller does (observed on 6.1.0.19).
 * @param listener called for every HTTPS request
 * @param patience milliseconds that a client may take to send a whole request
 */
export function createFront({ cert, key }: Certificate, listener: RequestListener, patience: number): Front {
  const limits = {
    headersTimeout: patience,
    requestTimeout: patience,
    connectionsCheckingInterval: Math.max(25, Math.floor(patience / 4)),
  };
  const secure = createHttpsServer({ cert, key, handshakeTimeout: patience, ...limits }, listener);
  const plain = createHttpServer(limits, (_, response) => {
    response.writeHead(400, { connection: "close" }).end();
  });
  // The inner servers never listen themselves; this starts their check for slow requests.
  for (const inner of [secure, plain]) inner.emit("listening");
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    const silent = setTimeout(() => socket.destroy(), patience).unref();
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(silent);
      open.delete(socket);
    });
    socket.once("data", (chunk) => {
      clearTimeout(silent);
      socket.pause().unshift(chunk);
      (chunk[0] === HANDSHAKE ? secure : plain).emit("connection", socket);
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
