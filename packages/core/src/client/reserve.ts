import { fillPath } from "../request/url.js";
import type { WireRequest } from "../request/wire-request.js";
import { ABANDONED } from "../transport/abandoned.js";
import { Call } from "../transport/exchange/call.js";
import { exchange, type Reader } from "../transport/exchange/exchange.js";
import type { Connection } from "./connection.js";

/** A place in the queue for a write whose request is not made yet. */
export interface Reservation {
  /** Sends the request when its turn comes. */
  send(request: WireRequest): Promise<Response>;
  /** Gives the place up, unless the request was handed over. */
  drop(): void;
}

/**
 * Takes a place in the queue at once: making a request takes openapi-fetch a while, by which a later write of the same
 * site might get ahead.
 * @returns undefined when the path cannot be filled in, which openapi-fetch tells
 */
export function reserve(
  { transport, credentials }: Connection,
  read: Reader<Response>,
  method: string,
  template: string,
  path: Record<string, unknown>,
  { signal, timeoutMs }: { signal?: AbortSignal; timeoutMs?: number },
): Reservation | undefined {
  let url: string;
  try {
    url = transport.origin + fillPath(template, path);
  } catch {
    return undefined;
  }
  let handOver: (request: WireRequest) => void = () => undefined;
  let giveUp: () => void = () => undefined;
  const whole = new Promise<WireRequest>((resolve, reject) => {
    handOver = resolve;
    giveUp = () => reject(ABANDONED);
  });
  whole.catch(() => undefined);
  const request = { url, method, headers: {}, body: undefined, signal, timeoutMs, whole };
  const answer = exchange(
    transport,
    credentials,
    request,
    new Call(undefined, method, template, url, true),
    read,
  );
  answer.catch(() => undefined);
  return {
    send(made) {
      handOver(made);
      return answer;
    },
    drop: giveUp,
  };
}
