import { createNodeFetch } from "@omada-sdk/core/node";
import { UsageError } from "./command.js";

/** What `<baseUrl>` is. */
export const BASE_URL = "address of the controller, e.g. https://192.168.0.2:8043";

/**
 * The origin of a controller's address.
 * @param name what the command line calls it
 * @throws UsageError for what is no address with http or https; the message does not repeat it, because it may hold a
 *   password
 */
export function originOf(baseUrl: string, name = "<baseUrl>"): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.origin;
  throw new UsageError(`${name} is no address; write it like https://192.168.0.2:8043`);
}

/**
 * Runs something with a fetch that follows the certificate options, and closes its connections afterwards.
 * @param signal ends every request, which closing would otherwise wait for
 */
export async function withFetch<T>(
  { fingerprint, insecure }: { fingerprint?: string | undefined; insecure?: boolean | undefined },
  signal: AbortSignal,
  use: (fetch: typeof globalThis.fetch) => Promise<T>,
): Promise<T> {
  const fetch = createNodeFetch({ fingerprint256: fingerprint, insecure });
  const interruptibleFetch: typeof globalThis.fetch = (input, init) =>
    fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal });
  try {
    return await use(interruptibleFetch);
  } finally {
    await fetch.close();
  }
}
