import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** What becomes of connections: passed on, taken without a word, or closed before a byte is read. */
type Manner = "pass" | "silent" | "hang-up";

/** Stands in front of a controller, passes bytes on as they are, and has a list of the connections that are open. */
export interface Relay {
  /** Origin, with the controller's own certificate behind it. */
  url: string;
  /** How the next connections are treated. */
  manner: Manner;
  /** Connections that were made so far, and those that are open. */
  made(): number;
  open(): number;
}

/** Starts a relay to the controller at an origin; it ends with the test. */
export async function startRelay(origin: string): Promise<Relay> {
  const port = Number(new URL(origin).port);
  const sockets = new Set<Socket>();
  let made = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    made++;
    keep(near);
    if (relay.manner === "hang-up") near.destroy();
    if (relay.manner === "silent") near.resume();
    if (relay.manner !== "pass") return;
    const far = keep(connect(port, "127.0.0.1"));
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const relay: Relay = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    manner: "pass",
    made: () => made,
    open: () => sockets.size,
  };
  return relay;
}
