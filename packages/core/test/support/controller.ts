import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { createNodeFetch } from "../../src/node/index.js";
import { createCertificate, type TestCertificate } from "./certificate.js";

export const OMADAC_ID = "0123456789abcdef0123456789abcdef";
const certificate = createCertificate();

const running: Array<() => Promise<unknown>> = [];

/** Closes the controllers that the tests of a file started. */
export async function closeControllers(): Promise<void> {
  await Promise.all(running.splice(0).map((close) => close()));
}

/** A request as the test controller saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Handler = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface TestController {
  readonly origin: string;
  readonly certificate: TestCertificate;
  /** Everything but `/api/info` and the token endpoint, in order. */
  readonly seen: SeenRequest[];
  /** Token requests, in order. */
  readonly minted: SeenRequest[];
  /** A fetch that pins the certificate of this controller; closed with it. */
  readonly fetch: ReturnType<typeof createNodeFetch>;
  /**
   * Presents another certificate, of which the end may be said, from the next connection on, and closes those that are
   * open.
   */
  swapCertificate(end?: Date): TestCertificate;
  /** Sockets clients hold open at the moment. */
  openSockets(): Promise<number>;
}

/** Answers with an envelope. */
export function envelope(response: ServerResponse, result: unknown, errorCode: number | string = 0): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ errorCode, msg: errorCode === 0 ? "Success." : "No.", result }));
}

export interface ControllerOptions {
  controllerVer?: string;
  omadacId?: string;
  /** Serve plain HTTP. */
  plain?: boolean;
}

/**
 * Starts a controller on a free loopback port that is open as long as its test file runs: info, tokens AT-1, AT-2, …, and
 * `handler`.
 */
export async function startController(
  handler: Handler,
  options: ControllerOptions = {},
): Promise<TestController> {
  const { controllerVer = "6.2.0.17", omadacId = OMADAC_ID, plain = false } = options;
  const seen: SeenRequest[] = [];
  const minted: SeenRequest[] = [];
  const listener = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const [path = "", query = ""] = (incoming.url ?? "").split("?");
    const body = Buffer.concat(chunks).toString("latin1");
    const request = { method: incoming.method ?? "", path, query, headers: incoming.headers, body };
    if (path === "/api/info")
      return envelope(response, { controllerVer, omadacId, type: 1, configured: true });
    if (path === "/openapi/authorize/token") {
      minted.push(request);
      return envelope(response, { accessToken: `AT-${minted.length}`, expiresIn: 7200, tokenType: "bearer" });
    }
    seen.push(request);
    await handler(request, response);
  };
  const server = plain
    ? createHttpServer(listener)
    : createServer({ key: certificate.key, cert: certificate.cert }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fetch = createNodeFetch(plain ? {} : { fingerprint256: certificate.fingerprint256 });
  running.push(async () => {
    server.closeAllConnections();
    await Promise.all([fetch.close(), new Promise((resolve) => server.close(resolve))]);
  });
  return {
    origin: `${plain ? "http" : "https"}://127.0.0.1:${port}`,
    certificate,
    seen,
    minted,
    fetch,
    swapCertificate(end) {
      const { key, cert, ...other } = createCertificate(undefined, end);
      (server as Server).setSecureContext({ key, cert });
      server.closeAllConnections();
      return { key, cert, ...other };
    },
    openSockets: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
  };
}
