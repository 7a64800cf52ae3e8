import createFetchClient from "openapi-fetch";
import { mediaType } from "../answer/content-type.js";
import { errorCodeOf, parseJson } from "../answer/envelope.js";
import { looksLikeHtml } from "../answer/html.js";
import { isWrite } from "../request/is-write.js";
import { fillPath } from "../request/path.js";
import { serializeQuery } from "../request/query.js";
import { readRequest } from "../request/wire-request.js";
import { Call } from "../transport/call.js";
import { exchange } from "../transport/exchange.js";
import type { Reading } from "../transport/outcome.js";
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
      const { method, url } = wire;
      const path = (request as { template?: string }).template ?? new URL(url).pathname;
      const call = new Call(undefined, method, path, url, isWrite(method, false));
      return exchange(transport, credentials, wire, call, keepResponse);
    },
  }) as unknown as Record<string, RawCall> & {
    request: (method: string, path: string, init?: RawInit) => unknown;
  };

  // openapi-fetch puts members it does not know on the request, which is how the template gets there.
  const withId = (template: string, init: RawInit | undefined): RawInit & { template: string } => ({
    ...init,
    template,
    params: { ...init?.params, path: { omadacId, ...init?.params?.path } },
  });
  const bound: Record<string, unknown> = {
    ...client,
    request: (method: string, path: string, init?: RawInit) =>
      client.request(method, path, withId(path, init)),
  };
  for (const call of CALLS)
    bound[call] = (path: string, init?: RawInit) => client[call]?.(path, withId(path, init));
  return bound;
}

/** An envelope that only carries an error is far shorter; longer answers are not parsed twice. */
const LONGEST_ERROR = 4096;

/** Keeps JSON and failures in memory, to see what they say; everything else streams through. */
async function keepResponse(response: Response): Promise<Reading<Response>> {
  const { status, statusText, headers, body, ok } = response;
  const type = mediaType(headers);
  const isJson = type === "" || type === "*/*" || type.endsWith("json");
  if (body === null || (ok && !isJson))
    return { value: response, status, headers, errorCode: undefined, streaming: body !== null };
  const bytes = await response.arrayBuffer();
  const text = bytes.byteLength < LONGEST_ERROR ? new TextDecoder().decode(bytes) : "";
  const value = new Response(bytes, { status, statusText, headers: [...headers] });
  return { value, status, headers, errorCode: errorCodeOf(parseJson(text)), html: looksLikeHtml(type, text) };
}
