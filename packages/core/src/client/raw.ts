import type { OmadaAuth } from "@omada-sdk/auth";
import createFetchClient from "openapi-fetch";
import { toStream } from "../answer/body-stream.js";
import { isReadable, mediaType } from "../answer/content-type.js";
import { errorCodeOf, parseJson } from "../answer/envelope.js";
import { looksLikeHtml } from "../answer/html.js";
import type { GroupDefinition } from "../group/definition.js";
import type { Operation } from "../group/operation.js";
import { readTable } from "../group/table.js";
import { isWrite } from "../request/is-write.js";
import { fillPath } from "../request/path.js";
import { serializeQuery } from "../request/query.js";
import { refuseWithoutUser } from "../request/refuse-without-user.js";
import { readRequest } from "../request/wire-request.js";
import { Call } from "../transport/call.js";
import { exchange, type Reader } from "../transport/exchange.js";
import { describeFailure } from "../transport/failure.js";
import type { Connection } from "./connection.js";

const CALLS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

interface RawInit {
  params?: { path?: Record<string, unknown> };
}

type RawCall = (path: string, init?: RawInit) => unknown;

/**
 * Makes an openapi-fetch client on the connection: same token, timeout and renewal, `{omadacId}` filled in, but answers
 * come as openapi-fetch gives them, envelope included. What only a user may do is refused before it is sent.
 * @param group whose paths it is for
 */
export function createRawClient(connection: Connection, group: GroupDefinition, auth: OmadaAuth): object {
  const { transport, credentials, omadacId } = connection;
  const forUsers = auth.kind === "client-credentials" ? operationsForUsers(group) : undefined;
  const keepResponse = responseKeeper(transport.origin);
  const client = createFetchClient({
    baseUrl: transport.origin,
    querySerializer: serializeQuery,
    pathSerializer: (template, values) => fillPath(template, values),
    fetch: async (request) => {
      const wire = await readRequest(request);
      const { method, url } = wire;
      const path = (request as { template?: string }).template ?? new URL(url).pathname;
      const operation = forUsers?.get(`${method} ${path}`);
      if (operation) refuseWithoutUser(operation, auth);
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

/** The operations of a group that only a user may call, by method and path template. */
function operationsForUsers(group: GroupDefinition): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const operations of readTable(group.table).values())
    for (const operation of operations.values())
      if (operation.authorizationCodeOnly) found.set(`${operation.method} ${operation.path}`, operation);
  return found;
}

/** An envelope that only carries an error is far shorter; longer answers are not parsed twice. */
const LONGEST_ERROR = 4096;
/** Types of answers that may be an envelope or a login page. */
const TELLING = /^$|^\*\/\*$|html$|json$/;

/**
 * Keeps JSON, web pages and failures in memory, to see what they say; everything else streams through.
 * @param origin scheme, host and port, for errors
 */
function responseKeeper(origin: string): Reader<Response> {
  return async (response, release, signal) => {
    const { status, statusText, headers, ok, body: stream } = response;
    if (stream === null) return { value: response, status, headers, errorCode: undefined };
    const type = mediaType(headers);
    const init = { status, statusText, headers: [...headers] };
    const tells = TELLING.test(type) && isReadable(type, headers);
    // openapi-fetch does not read what is announced to be empty, so that its end would never come.
    if (ok && !tells && headers.get("content-length") !== "0") {
      const rest = stream.getReader();
      const describe = (error: unknown) =>
        signal.aborted ? signal.reason : describeFailure(error, origin, { answered: true });
      const value = new Response(toStream({ rest, describe, done: release }), init);
      return { value, status, headers, errorCode: undefined, streaming: true };
    }
    const bytes = await response.arrayBuffer();
    const start = new TextDecoder().decode(bytes.slice(0, LONGEST_ERROR));
    const body = bytes.byteLength < LONGEST_ERROR ? parseJson(start) : undefined;
    return {
      value: new Response(bytes, init),
      status,
      headers,
      errorCode: errorCodeOf(body),
      html: body === undefined && looksLikeHtml(type, start),
    };
  };
}
