import type { OmadaAuth } from "@omada-sdk/auth";
import createFetchClient from "openapi-fetch";
import { OmadaHttpError } from "../errors/http-error.js";
import type { GroupDefinition } from "../operations/group.js";
import type { Operation } from "../operations/operation.js";
import { readTable } from "../operations/table.js";
import { isWrite } from "../request/is-write.js";
import { serializeQuery } from "../request/query.js";
import { refuseWithoutUser } from "../request/refuse-without-user.js";
import { fillPath } from "../request/url.js";
import { readRequest } from "../request/wire-request.js";
import { Call } from "../transport/exchange/call.js";
import { exchange } from "../transport/exchange/exchange.js";
import type { Connection } from "./connection.js";
import { responseKeeper } from "./keep-response.js";
import { type Reservation, reserve } from "./reserve.js";

const CALLS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

interface RawInit {
  params?: { path?: Record<string, unknown> };
  signal?: AbortSignal;
  timeoutMs?: number;
}

type RawCall = (path: string, init?: RawInit) => Promise<unknown>;

/** What is known about a call before openapi-fetch makes a request of it, and what came of it. */
interface About {
  readonly template: string;
  readonly reserved: Reservation | undefined;
  status?: number;
}

/**
 * Makes an openapi-fetch client on the connection: same token, timeout and renewal, `{omadacId}` filled in, but answers
 * come as openapi-fetch gives them, envelope included. What only a user may do is refused before it is sent, and writes
 * take their place in the queue as soon as they are called.
 * @param group whose paths it is for
 */
export function createRawClient(connection: Connection, group: GroupDefinition, auth: OmadaAuth): object {
  const { transport, credentials, omadacId } = connection;
  const forUsers = auth.kind === "client-credentials" ? operationsForUsers(group) : undefined;
  const keepResponse = responseKeeper(transport);
  const client = createFetchClient({
    baseUrl: transport.origin,
    querySerializer: serializeQuery,
    pathSerializer: (template, values) => fillPath(template, values),
    fetch: async (request) => {
      const { about } = request as { about?: About };
      const wire = await readRequest(request);
      const { method, url } = wire;
      const path = about?.template ?? new URL(url).pathname;
      const operation = forUsers?.get(`${method} ${path}`);
      if (operation) refuseWithoutUser(operation, auth);
      const call = new Call(undefined, method, path, url, isWrite(method, false));
      const answer =
        about?.reserved?.send(wire) ?? exchange(transport, credentials, wire, call, keepResponse);
      const response = await answer;
      if (about) about.status = response.status;
      return response;
    },
  }) as unknown as Record<string, RawCall> & {
    request: (method: string, path: string, init?: RawInit) => Promise<unknown>;
  };

  const run = async (method: string, template: string, init: RawInit = {}, send: RawCall) => {
    const path = { omadacId, ...init.params?.path };
    const isFree = isWrite(method, false) && !forUsers?.has(`${method} ${template}`);
    const reserved = isFree ? reserve(connection, keepResponse, method, template, path, init) : undefined;
    const about: About = { template, reserved };
    try {
      // openapi-fetch puts members it does not know on the request.
      return await send(template, { ...init, params: { ...init.params, path }, about } as RawInit);
    } catch (error) {
      if (!(error instanceof SyntaxError) || about.status === undefined) throw error;
      const url = transport.origin + template;
      const { status } = about;
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
