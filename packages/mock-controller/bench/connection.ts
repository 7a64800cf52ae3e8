import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** One keep-alive connection that sends a request after the answer to the one before. */
export interface Connection {
  /** Status and body of the answer. @param headers each with its line break */
  send: (method: string, path: string, headers: string, body?: string) => Promise<Reply>;
  close: () => void;
}

export interface Reply {
  status: number;
  body: Buffer;
}

/** Where a server listens; with `ca` over TLS. */
export interface Endpoint {
  origin: string;
  /** PEM. */
  ca?: string;
}

const END_OF_HEAD = "\r\n\r\n";
const END_OF_CHUNKS = Buffer.from("0\r\n\r\n");

/** A connection with as little work on the client's side as possible, for the client shares the machine. */
export function openConnection({ origin, ca }: Endpoint): Promise<Connection> {
  const { hostname: host, port } = new URL(origin);
  return new Promise((opened, failed) => {
    const place = { host, port: Number(port) };
    const ready = (): void => opened({ send, close: () => socket.destroy() });
    const socket: Socket =
      ca === undefined ? connectPlain(place, ready) : connectTls({ ...place, ca }, ready);
    let pending: Pending | undefined;
    let chunks: Buffer[] = [];
    let size = 0;
    let expected: Expected | undefined;
    const end = (error: Error): void => {
      failed(error);
      pending?.reject(error);
    };
    socket.setNoDelay(true).on("error", end);
    socket.on("close", () => end(new Error("The connection was closed.")));
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      expected ??= expectedOf(Buffer.concat(chunks));
      if (!expected || size < (expected.total ?? 0)) return;
      if (expected.total === undefined && !chunk.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS))
        return;
      const answer = { status: expected.status, body: Buffer.concat(chunks).subarray(expected.head) };
      chunks = [];
      size = 0;
      expected = undefined;
      pending?.resolve(answer);
    });
    const send: Connection["send"] = (method, path, headers, body = "") =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject };
        const length = body === "" ? "" : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
        socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${length}${headers}\r\n${body}`);
      });
  });
}

interface Pending {
  resolve: (reply: Reply) => void;
  reject: (error: Error) => void;
}

interface Expected {
  status: number;
  head: number;
  /** Undefined for a body in chunks. */
  total: number | undefined;
}

function expectedOf(bytes: Buffer): Expected | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = end + END_OF_HEAD.length;
  const text = bytes.toString("latin1", 0, head);
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  const status = Number(text.slice(9, 12));
  return { status, head, total: length === undefined ? undefined : head + Number(length) };
}
