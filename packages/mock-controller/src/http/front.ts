import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import type { Certificate } from "./certificate.js";

/** First byte of a TLS handshake. */
const HANDSHAKE = 22;

/** One port for HTTPS, which knows its open connections. */
export interface Front {
  server: Server;
  /** Stops listening and ends every connection. */
  close: () => Promise<void>;
}

/**
 * Serves HTTPS. Plain HTTP on the same port is answered with 400, as a controller does (observed on 6.1.0.19).
 * @param listener called for every HTTPS request
 */
export function createFront({ cert, key }: Certificate, listener: RequestListener): Front {
  const secure = createHttpsServer({ cert, key }, listener);
  const plain = createHttpServer((_, response) => {
    response.writeHead(400, { connection: "close" }).end();
  });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => open.delete(socket));
    socket.once("data", (chunk) => {
      socket.pause().unshift(chunk);
      (chunk[0] === HANDSHAKE ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { server, close };
}
