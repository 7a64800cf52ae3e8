import { connect } from "node:tls";

/** One keep-alive connection that sends a request after the answer to the one before. */
export interface Connection {
  /** The text of the answer's body. */
  get: (path: string, headers: string) => Promise<Buffer>;
  close: () => void;
}

const END_OF_HEAD = "\r\n\r\n";

/** A TLS connection with as little work on the client's side as possible, for the client shares the machine. */
export function openConnection(url: string, ca: string): Promise<Connection> {
  const { hostname: host, port } = new URL(url);
  return new Promise((opened, failed) => {
    const socket = connect({ host, port: Number(port), ca }, () =>
      opened({ get, close: () => socket.destroy() }),
    );
    let pending: ((body: Buffer) => void) | undefined;
    let chunks: Buffer[] = [];
    let size = 0;
    let expected: { head: number; total: number } | undefined;
    socket.setNoDelay(true).on("error", failed);
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      expected ??= expectedOf(Buffer.concat(chunks));
      if (!expected || size < expected.total) return;
      const body = Buffer.concat(chunks).subarray(expected.head);
      chunks = [];
      size = 0;
      expected = undefined;
      pending?.(body);
    });
    const get = (path: string, headers: string): Promise<Buffer> =>
      new Promise((resolve) => {
        pending = resolve;
        socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`);
      });
  });
}

function expectedOf(bytes: Buffer): { head: number; total: number } | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = end + END_OF_HEAD.length;
  const length = /content-length: (\d+)/i.exec(bytes.toString("latin1", 0, head))?.[1];
  if (length === undefined) throw new Error("An answer without Content-Length.");
  return { head, total: head + Number(length) };
}
