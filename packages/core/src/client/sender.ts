import { OmadaError } from "@omada-sdk/auth";
import createFetchClient from "openapi-fetch";
import { decodeAnswer } from "../answer/decode.js";
import { type Answer, answerReader } from "../answer/read-answer.js";
import { withoutQuery } from "../errors/redact.js";
import type { RequestInfo } from "../errors/request-info.js";
import type { HttpMethod } from "../group/operation.js";
import type { CallOptions } from "../options.js";
import type { RequestParts } from "../request/arguments.js";
import { fillPath } from "../request/path.js";
import { serializeQuery } from "../request/query.js";
import { LightRequest } from "../request/wire-request.js";
import { exchange } from "../transport/exchange.js";
import type { Connection } from "./connection.js";

/** What is called, and how its answer is to be read. */
export interface Target {
  /** Member and method; undefined for requests by path. */
  readonly operation: string | undefined;
  readonly method: HttpMethod;
  /** Path template. */
  readonly path: string;
  /** Accept a JSON answer without envelope. */
  readonly bare: boolean;
  /** The answer is a file. */
  readonly download: boolean;
}

/** Sends a request and returns its decoded result. */
export type Send = (
  target: Target,
  parts: RequestParts,
  options: CallOptions | undefined,
) => Promise<unknown>;

/** The light request of one call, with what openapi-fetch passes through. */
type TargetedRequest = LightRequest & { readonly target: Target };

/** What openapi-fetch sees instead of a response: it looks at nothing but these members when told to stream. */
interface Carrier {
  readonly ok: true;
  readonly status: 200;
  readonly headers: { get(): null };
  readonly body: null;
  readonly answer: Answer;
  readonly about: RequestInfo;
}

/** Makes the function through which all calls of a client go: openapi-fetch writes the request, the rest is ours. */
export function createSender(connection: Connection): Send {
  const { transport, credentials, omadacId, info } = connection;
  const { origin } = transport;
  const hintContext = { origin, omadacId, reportedId: info?.omadacId };

  const carry = async (request: TargetedRequest): Promise<Carrier> => {
    const { operation, method, path, download } = request.target;
    const about: RequestInfo = { operation, method, path, url: withoutQuery(request.url) };
    const answer = await exchange(transport, credentials, request, about, answerReader(download, origin));
    return { ok: true, status: 200, headers: { get: () => null }, body: null, answer, about };
  };
  // The types of openapi-fetch describe documents with a `paths` type; these calls have theirs from generated methods.
  const { request } = createFetchClient({
    baseUrl: origin,
    querySerializer: serializeQuery,
    Request: LightRequest as unknown as typeof Request,
    fetch: carry as unknown as (input: Request) => Promise<Response>,
  }) as unknown as { request(method: string, path: string, init: object): Promise<{ response: Carrier }> };

  return async (target, { path, query, body }, options) => {
    const label = target.operation ?? `${target.method} ${target.path}`;
    if (body !== undefined && target.method === "GET")
      throw new OmadaError(`${label}: a GET request cannot have a body.`);
    const { response } = await request(target.method, target.path, {
      params: { path, query },
      pathSerializer: (template: string, values: Record<string, unknown>) =>
        fillPath(template, values, label),
      parseAs: "stream",
      body,
      headers: options?.headers,
      signal: options?.signal,
      timeoutMs: options?.timeoutMs,
      target,
    });
    return decodeAnswer(response.answer, response.about, target.bare, hintContext);
  };
}
