import createFetchClient from "openapi-fetch";
import { mediaType } from "../answer/content-type.js";
import { withoutQuery } from "../errors/redact.js";
import { fillPath } from "../request/path.js";
import { serializeQuery } from "../request/query.js";
import { readRequest } from "../request/wire-request.js";
import { exchange, type Reading } from "../transport/exchange.js";
import { refusalOf } from "../transport/refusal.js";
import type { Connection } from "./connection.js";

const CALLS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

interface RawInit {
  params?: { path?: Record<string, unknown> };
}

type RawCall = (path: string, init?: RawInit) => unknown;

/**
 * Makes an openapi-fetch client on the connection: same token, timeout and renewal, `{omadacId}` filled in, but answers
 * come as openapi-fetch gives them, envelope included.
 */
export function createRawClient(connection: Connection): object {
  const { transport, credentials, omadacId } = connection;
  const client = createFetchClient({
    baseUrl: transport.origin,
    querySerializer: serializeQuery,
    pathSerializer: (template, values) => fillPath(template, values),
    fetch: async (request) => {
      const wire = await readRequest(request);
      const url = withoutQuery(wire.url);
      const about = { operation: undefined, method: wire.method, path: new URL(url).pathname, url };
      return exchange(transport, credentials, wire, about, keepResponse);
    },
  }) as unknown as Record<string, RawCall> & {
    request: (method: string, path: string, init?: RawInit) => unknown;
  };

  const withId = (init: RawInit | undefined): RawInit => ({
    ...init,
    params: { ...init?.params, path: { omadacId, ...init?.params?.path } },
  });
  const bound: Record<string, unknown> = {
    ...client,
    request: (method: string, path: string, init?: RawInit) => client.request(method, path, withId(init)),
  };
  for (const call of CALLS)
    bound[call] = (path: string, init?: RawInit) => client[call]?.(path, withId(init));
  return bound;
}

/** Keeps short JSON answers in memory to see whether they refuse the token; everything else streams through. */
async function keepResponse(response: Response): Promise<Reading<Response>> {
  const { status, statusText, headers, body } = response;
  const type = mediaType(headers);
  const isJson = type === "" || type === "*/*" || type.endsWith("json");
  if (body === null || !(isJson || status === 401)) return { value: response, streaming: true };
  const bytes = await response.arrayBuffer();
  const text = bytes.byteLength < 4096 ? new TextDecoder().decode(bytes) : "";
  return { value: new Response(bytes, { status, statusText, headers }), refusal: refusalOf(status, text) };
}
