import { Agent, request } from "node:https";
import type { FetchLike } from "../../src/index.js";

/** A fetch over HTTPS that trusts one certificate and checks it; the global one takes none. */
export function httpsFetch(ca: string): { fetch: FetchLike; close(): void } {
  const agent = new Agent({ ca, keepAlive: true });
  const fetch: FetchLike = (url, { method = "GET", headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options = {
        agent,
        method,
        headers: Object.fromEntries(new Headers(headers)),
        ...(signal && { signal }),
      };
      request(url, options, async (incoming) => {
        const received = new Headers();
        for (const [name, values = []] of Object.entries(incoming.headersDistinct))
          for (const value of values) received.append(name, value);
        const chunks = await incoming.toArray().catch(reject);
        resolve(
          new Response(Buffer.concat(chunks ?? []), { status: incoming.statusCode ?? 0, headers: received }),
        );
      })
        .on("error", reject)
        .end(body ?? undefined);
    });
  return { fetch, close: () => agent.destroy() };
}
