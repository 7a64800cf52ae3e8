import type { Dispatcher } from "undici";
import { ACCEPTED_ENCODINGS } from "./decompress.js";
import { FormData as UndiciFormData } from "./undici.js";

/** A request as undici's dispatchers take it. */
export type NodeRequest = Dispatcher.RequestOptions & {
  origin: string;
  url: string;
  signal: AbortSignal | null;
};

const SIMPLE_URL = /^(https?:\/\/[a-z0-9.:[\]-]+)(\/[\w.~!$&'()*+,;=:@%/?-]*)?$/;

/**
 * Converts the arguments of a `fetch`.
 * @throws TypeError for an invalid address
 */
export async function toNodeRequest(
  input: string | URL | Request,
  init: RequestInit | undefined,
): Promise<NodeRequest> {
  if (typeof input === "object" && "url" in input) return toNodeRequest(input.url, await unpack(input, init));
  const { origin, path } = splitUrl(String(input));
  const headers = plainHeaders(init?.headers);
  headers["accept-encoding"] ??= ACCEPTED_ENCODINGS;
  const body = toBody(init?.body, headers);
  return {
    url: origin + path,
    origin,
    path,
    method: (init?.method ?? "GET").toUpperCase() as Dispatcher.HttpMethod,
    headers,
    body,
    signal: init?.signal ?? null,
  };
}

/** Splits origin and path; URLs of the SDK need no URL parser. */
function splitUrl(text: string): { origin: string; path: string } {
  const simple = SIMPLE_URL.exec(text);
  if (simple?.[1] && !text.includes("/.")) return { origin: simple[1], path: simple[2] ?? "/" };
  const { origin, pathname, search } = new URL(text);
  if (!/^https?:/.test(origin)) throw new TypeError("Only http:// and https:// addresses can be fetched.");
  return { origin, path: pathname + search };
}

/** Copies the members of a built-in Request, which this undici does not recognize. */
async function unpack(request: Request, init: RequestInit | undefined): Promise<RequestInit> {
  const { method, signal, headers } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  return { method, signal, headers, body, ...init };
}

function plainHeaders(headers: RequestInit["headers"]): Record<string, string> {
  const plain: Record<string, string> = {};
  if (!headers) return plain;
  const fields = Symbol.iterator in headers ? headers : Object.entries(headers);
  for (const [name, value] of fields as Iterable<[string, string]>) plain[name.toLowerCase()] = value;
  return plain;
}

/** Converts a body to a form that undici sends, and sets its content type the way `fetch` does. */
function toBody(
  body: RequestInit["body"],
  headers: Record<string, string>,
): Dispatcher.DispatchOptions["body"] {
  if (body === null || body === undefined) return null;
  if (typeof body === "string") {
    headers["content-type"] ??= "text/plain;charset=UTF-8";
    return body;
  }
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof URLSearchParams) {
    headers["content-type"] ??= "application/x-www-form-urlencoded;charset=UTF-8";
    return body.toString();
  }
  if (body instanceof Blob) {
    if (body.type !== "") headers["content-type"] ??= body.type;
    return body as never;
  }
  // This undici does not recognize a built-in FormData either.
  return body instanceof FormData ? copyForm(body) : (body as never);
}

function copyForm(form: FormData): InstanceType<typeof UndiciFormData> {
  const copy = new UndiciFormData();
  for (const [name, value] of form) {
    if (typeof value === "string") copy.append(name, value);
    else copy.append(name, value, value.name);
  }
  return copy;
}
