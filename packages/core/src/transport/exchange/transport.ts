import { type FetchLike, OmadaError } from "@omada-sdk/auth";
import { readLimits } from "../../answer/limits.js";
import type { OmadaClientOptions } from "../../client/options.js";
import { readOrigin } from "../../request/base-url.js";
import { readRetryOptions } from "../../retry/options.js";
import { systemClock } from "../clock.js";
import { createLifetime } from "../lifetime.js";
import { createObserver } from "../observe/observer.js";
import { createRetrier } from "../retry.js";
import type { Transport } from "../transport.js";
import { openTlsFetch } from "./tls-fetch.js";

const DEFAULT_TIMEOUT_MS = 30_000;

/** The options that say how to reach a host. */
export type ReachOptions = Pick<
  OmadaClientOptions,
  "fetch" | "tls" | "timeoutMs" | "allowHttp" | "retry" | "hooks" | "clock" | "limits" | "logger"
>;

/**
 * Prepares sending requests to a host; nothing is sent yet.
 * @throws OmadaError for a wrong base URL or a number out of range
 */
export async function openTransport(baseUrl: string, options: ReachOptions): Promise<Transport> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, allowHttp, retry, hooks, clock = systemClock } = options;
  const origin = readOrigin(baseUrl, allowHttp);
  const retrier = retry === false ? undefined : createRetrier(readRetryOptions(retry));
  const limits = readLimits(options.limits);
  const { fetch, close } = await chooseFetch(options);
  return {
    origin,
    timeoutMs,
    clock,
    fetch,
    lifetime: createLifetime(close),
    limits,
    retrier,
    pacer: undefined,
    observer: createObserver(hooks, clock),
  };
}

async function chooseFetch({
  fetch,
  tls,
  logger,
}: ReachOptions): Promise<{ fetch: FetchLike; close: () => Promise<void> }> {
  if (fetch && tls)
    throw new OmadaError("fetch and tls exclude each other: tls is what createNodeFetch takes.");
  if (tls) {
    const own = await openTlsFetch(tls, logger);
    return { fetch: own, close: () => own.close() };
  }
  // Connections of others are for others to close.
  return { fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)), close: async () => undefined };
}
