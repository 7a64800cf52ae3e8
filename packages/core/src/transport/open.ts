import { readOrigin } from "../base-url.js";
import type { OmadaClientOptions } from "../options.js";
import type { Transport } from "./exchange.js";

const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Prepares sending requests to a host; nothing is sent yet.
 * @throws OmadaError for a wrong base URL
 */
export function openTransport(
  baseUrl: string,
  { fetch, timeoutMs, allowHttp }: Pick<OmadaClientOptions, "fetch" | "timeoutMs" | "allowHttp">,
): Transport {
  return {
    origin: readOrigin(baseUrl, allowHttp),
    fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
  };
}
