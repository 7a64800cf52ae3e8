import { OmadaError } from "@omada-sdk/auth";
import createFetchClient from "openapi-fetch";
import { decodeAnswer } from "../answer/decode.js";
import { isEnvelope } from "../answer/envelope.js";
import { type Answer, answerReader } from "../answer/read-answer.js";
import { lookUp } from "../errors/look-up.js";
import type { CallOptions } from "../options.js";
import type { RequestParts } from "../request/arguments.js";
import { serializeQuery } from "../request/query.js";
import { LightRequest } from "../request/wire-request.js";
import { Call } from "../transport/call.js";
import { exchange } from "../transport/exchange.js";
import type { Connection } from "./connection.js";
import type { Target } from "./target.js";

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
  readonly call: Call;
}

const NO_HEADERS = { get: () => null };

/** Makes the function through which all calls of a client go: openapi-fetch writes the request, the rest is ours. */
export function createSender(connection: Connection): Send {
  const { transport, credentials, omadacId, info } = connection;
  const { origin } = transport;
  const readText = answerReader(false, origin);
  const readFile = answerReader(true, origin);
  const host = {
    origin,
    omadacId,
    reportedId: info?.omadacId,
    mspMode: info?.mspMode,
    controllerVersion: info?.controllerVer,
  };

  const carry = async (request: TargetedRequest): Promise<Carrier> => {
    const { operation, method, path, download, write } = request.target;
    const call = new Call(operation, method, path, request.url, write);
    const answer = await exchange(transport, credentials, request, call, download ? readFile : readText);
    return { ok: true, status: 200, headers: NO_HEADERS, body: null, answer, call };
  };
  // The types of openapi-fetch describe documents with a `paths` type; these calls have theirs from generated methods.
  const { request } = createFetchClient({
    baseUrl: origin,
    querySerializer: serializeQuery,
    Request: LightRequest as unknown as typeof Request,
    fetch: carry as unknown as (input: Request) => Promise<Response>,
  }) as unknown as { request(method: string, path: string, init: object): Promise<{ response: Carrier }> };

  return async (target, { path, query, body }, options) => {
    if (body !== undefined && target.method === "GET")
      throw new OmadaError(`${target.label}: a GET request cannot have a body.`);
    const { response } = await request(target.method, target.path, {
      params: { path, query },
      pathSerializer: target.fill,
      parseAs: "stream",
      body,
      headers: options?.headers,
      signal: options?.signal,
      timeoutMs: options?.timeoutMs,
      target,
    });
    const { answer, call } = response;
    const { body: said } = answer;
    // The usual case; everything else may have to be explained.
    if (answer.ok && isEnvelope(said) && Number(said.errorCode) === 0) return said.result;
    const { operation, snapshots, successor } = target;
    const known = { ...host, url: call.url, operation, snapshots, successor };
    try {
      const failed = isEnvelope(said) && Number(said.errorCode) !== 0;
      const hintContext = failed ? await lookUp(said, transport, known) : known;
      return decodeAnswer(answer, call, target.bare, hintContext);
    } catch (error) {
      transport.observer?.failed(call, error);
      throw error;
    }
  };
}
