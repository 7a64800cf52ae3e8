import { Agent, FormData as UndiciFormData, fetch as undiciFetch } from "undici";
import { createConnector, type TlsOptions } from "./connector.js";

/** A `fetch` with connections and certificate rules of its own. */
export interface NodeFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Waits for running requests, then closes all connections. */
  close(): Promise<void>;
}

/**
 * Makes a `fetch` for Node that accepts the certificates you say, for the `fetch` option of a client. Connections are
 * kept open and reused; nothing process-wide is changed.
 * @throws OmadaError when the options contradict each other or the fingerprint is not one
 */
export function createNodeFetch(options: TlsOptions = {}): NodeFetch {
  // An agent only works with the fetch of the same undici, so the built-in one cannot be used with it.
  const agent = new Agent({ connect: createConnector(options) });
  const nodeFetch = async (input: string | URL | Request, init?: RequestInit) => {
    const { url, ...request } =
      typeof input === "object" && "url" in input ? await unpack(input, init) : { url: input, ...init };
    const body = request.body instanceof FormData ? copyForm(request.body) : request.body;
    const response = await undiciFetch(url, { ...request, body, dispatcher: agent } as Parameters<
      typeof undiciFetch
    >[1]);
    return response as unknown as Response;
  };
  return Object.assign(nodeFetch, { close: () => agent.close() });
}

/** The built-in Request means nothing to another undici: take it apart. */
async function unpack(
  request: Request,
  init: RequestInit | undefined,
): Promise<RequestInit & { url: string }> {
  const { url, method, redirect, signal } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  return { url, method, redirect, signal, headers: Object.fromEntries(request.headers), body, ...init };
}

/** The same holds for FormData. */
function copyForm(form: FormData): UndiciFormData {
  const copy = new UndiciFormData();
  for (const [name, value] of form) {
    if (typeof value === "string") copy.append(name, value);
    else copy.append(name, value, value.name);
  }
  return copy;
}
