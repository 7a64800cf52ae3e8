import createFetchClient from "openapi-fetch";
import type { Connection } from "./client/connect.js";
import { requireConnection } from "./client/open-connection.js";
import type { OmadaConnection } from "./client/types.js";
import { OmadaHttpError } from "./errors/answer-errors.js";
import type { GroupDefinition } from "./operations/group.js";
import { type Operation, operationKey, refuseWithoutUser } from "./operations/operation.js";
import { readTable } from "./operations/table.js";
import { isWrite } from "./request/target.js";
import { fillPath, serializeQuery } from "./request/url.js";
import { readRequest, type WireRequest } from "./request/wire-request.js";
import { responseReader } from "./response/raw-reader.js";
import type { Reader } from "./response/reading.js";
import { Call } from "./transport/exchange/call.js";
import { exchange } from "./transport/exchange/exchange.js";
import { ABANDONED } from "./transport/timing.js";

const CALLS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

interface RawInit {
  params?: { path?: Record<string, unknown> };
  signal?: AbortSignal;
  timeoutMs?: number;
  /** How openapi-fetch reads the body; as JSON when left out. */
  parseAs?: string;
}

type RawCall = (path: string, init?: RawInit) => Promise<unknown>;

/** What the SDK has decided about a call before openapi-fetch makes its request, and the status of the response. */
interface RawCallInfo {
  readonly template: string;
  readonly read: Reader<Response>;
  readonly reserved: Reservation | undefined;
  status?: number;
}

/**
 * Makes an openapi-fetch client on a connection: same token, timeout and renewal, `{omadacId}` filled in,
 * but answers come as openapi-fetch returns them, with the envelope. An operation that only a user may call is refused
 * before it is sent, and a write takes its place in the queue as soon as it is called.
 * @param group whose paths it is for
 * @throws OmadaError for an object that only looks like a client
 */
export function createRawClient<Raw extends object>(omada: OmadaConnection, group: GroupDefinition): Raw {
  const connection = requireConnection(omada, "A raw client");
  const { transport, credentials, omadacId } = connection;
  const { auth } = connection.options;
  const forUsers = auth.kind === "client-credentials" ? operationsForUsers(group) : undefined;
  const { origin, limits } = transport;
  const readers = {
    json: responseReader(origin, limits, true),
    others: responseReader(origin, limits, false),
  };
  const client = createFetchClient({
    baseUrl: transport.origin,
    querySerializer: serializeQuery,
    pathSerializer: (template, values) => fillPath(template, values),
    fetch: async (request) => {
      const { info } = request as { info?: RawCallInfo };
      const wire = await readRequest(request);
      const { method, url } = wire;
      const path = info?.template ?? new URL(url).pathname;
      const operation = forUsers?.get(operationKey(method, path));
      if (operation) refuseWithoutUser(operation, auth);
      const call = new Call(undefined, method, path, url, isWrite(method, false));
      const answer =
        info?.reserved?.send(wire) ??
        exchange(transport, credentials, wire, call, info?.read ?? readers.json);
      const response = await answer;
      if (info) info.status = response.status;
      return response;
    },
  }) as unknown as Record<string, RawCall> & {
    request: (method: string, path: string, init?: RawInit) => Promise<unknown>;
  };

  const run = async (method: string, template: string, init: RawInit = {}, send: RawCall) => {
    const path = { omadacId, ...init.params?.path };
    const mayQueue = isWrite(method, false) && !forUsers?.has(operationKey(method, template));
    const read = (init.parseAs ?? "json") === "json" ? readers.json : readers.others;
    const reserved = mayQueue ? reserve(connection, read, method, template, path, init) : undefined;
    const info: RawCallInfo = { template, read, reserved };
    try {
      // openapi-fetch copies members it does not know to the request.
      return await send(template, { ...init, params: { ...init.params, path }, info } as RawInit);
    } catch (error) {
      if (!(error instanceof SyntaxError) || info.status === undefined) throw error;
      const url = transport.origin + template;
      const { status } = info;
      throw new OmadaHttpError(
        `HTTP ${status}, but the answer is not JSON`,
        { operation: undefined, method, path: template, url },
        { status, hint: "It may be a web page: is this the base URL of the Open API?" },
      );
    } finally {
      reserved?.drop();
    }
  };
  const bound: Record<string, unknown> = {
    ...client,
    request: (method: string, path: string, init?: RawInit) =>
      run(method.toUpperCase(), path, init, (template, marked) => client.request(method, template, marked)),
  };
  for (const call of CALLS)
    bound[call] = (path: string, init?: RawInit) => run(call, path, init, client[call] as RawCall);
  return bound as Raw;
}

/** The operations of a group that only a user may call, by `operationKey`. */
function operationsForUsers(group: GroupDefinition): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const operations of readTable(group.table).values())
    for (const operation of operations.values())
      if (operation.authorizationCodeOnly)
        found.set(operationKey(operation.method, operation.path), operation);
  return found;
}

/** A place in the queue for a write whose request openapi-fetch has yet to make. */
export interface Reservation {
  /** Sends the request when its turn comes. */
  send(request: WireRequest): Promise<Response>;
  /** Leaves the queue, unless the request was handed over. */
  drop(): void;
}

/**
 * Takes a place in the queue at once. openapi-fetch makes the request later, and a later write of the same site could
 * otherwise be sent first.
 * @returns undefined when the path cannot be filled in; openapi-fetch then throws the error
 */
function reserve(
  { transport, credentials }: Connection,
  read: Reader<Response>,
  method: string,
  template: string,
  path: Record<string, unknown>,
  { signal, timeoutMs }: { signal?: AbortSignal; timeoutMs?: number },
): Reservation | undefined {
  let url: string;
  try {
    url = transport.origin + fillPath(template, path);
  } catch {
    return undefined;
  }
  let handOver: (request: WireRequest) => void = () => undefined;
  let drop: () => void = () => undefined;
  const whole = new Promise<WireRequest>((resolve, reject) => {
    handOver = resolve;
    drop = () => reject(ABANDONED);
  });
  whole.catch(() => undefined);
  const request = { url, method, headers: {}, body: undefined, signal, timeoutMs, whole };
  const answer = exchange(
    transport,
    credentials,
    request,
    new Call(undefined, method, template, url, true),
    read,
  );
  answer.catch(() => undefined);
  return {
    send(made) {
      handOver(made);
      return answer;
    },
    drop,
  };
}
