import { type Endpoint, openConnection } from "./connection.js";

const CONNECTIONS = 10;

export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/**
 * Calls over keep-alive connections, each after the answer to the one before.
 * @param path of the call of that number
 * @throws Error for an answer that is not 200
 */
export async function load(
  endpoint: Endpoint,
  path: (call: number) => string,
  headers: string,
  seconds: number,
): Promise<Load> {
  const times: number[] = [];
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(endpoint)));
  const end = performance.now() + seconds * 1000;
  let call = 0;
  const work = async ({ send, close }: (typeof connections)[number]): Promise<void> => {
    while (performance.now() < end) {
      const start = performance.now();
      const { status, body } = await send("GET", path(call++), headers);
      if (status !== 200)
        throw new Error(`${endpoint.origin} answers ${status}: ${body.toString("latin1", 0, 200)}`);
      times.push(performance.now() - start);
    }
    close();
  };
  await Promise.all(connections.map(work));
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
