import { OmadaError } from "@omada-sdk/auth";
import { readOrigin } from "../base-url.js";
import { createObserver } from "../observe/observer.js";
import type { OmadaClientOptions } from "../options.js";
import { readRetryOptions } from "../retry/options.js";
import { createRetrier } from "../retry/retrier.js";
import { systemClock } from "./clock.js";
import { openTlsFetch } from "./tls-fetch.js";
import type { Transport } from "./transport.js";

const DEFAULT_TIMEOUT_MS = 30_000;

/** The options that say how to reach a host. */
export type ReachOptions = Pick<
  OmadaClientOptions,
  "fetch" | "tls" | "timeoutMs" | "allowHttp" | "retry" | "hooks" | "clock"
>;

/**
 * Prepares sending requests to a host; nothing is sent yet.
 * @throws OmadaError for a wrong base URL or a number out of range
 */
export async function openTransport(baseUrl: string, options: ReachOptions): Promise<Transport> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, allowHttp, retry, hooks, clock = systemClock } = options;
  const origin = readOrigin(baseUrl, allowHttp);
  const retrier = retry === false ? undefined : createRetrier(readRetryOptions(retry));
  const { fetch, close } = await chooseFetch(options);
  return {
    origin,
    timeoutMs,
    clock,
    fetch,
    close,
    retrier,
    pacer: undefined,
    observer: createObserver(hooks, clock),
  };
}

async function chooseFetch({ fetch, tls }: ReachOptions): Promise<Pick<Transport, "fetch" | "close">> {
  if (fetch && tls)
    throw new OmadaError("fetch and tls exclude each other: tls is what createNodeFetch takes.");
  if (tls) {
    const own = await openTlsFetch(tls);
    return { fetch: own, close: () => own.close() };
  }
  // Connections of others are for others to close.
  return { fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)), close: async () => undefined };
}
