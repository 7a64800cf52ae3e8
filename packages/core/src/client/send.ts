import { OmadaError } from "@omada-sdk/auth";
import type { CallOptions } from "../operations/operation.js";
import type { RequestParts } from "../request/arguments.js";
import type { Target } from "../request/target.js";
import { wireRequest } from "../request/wire-request.js";
import { bodyReader } from "../response/body.js";
import { resultOf } from "../response/decode.js";
import { errorCodeOf, isEnvelope } from "../response/envelope.js";
import { answerReader } from "../response/readers.js";
import type { ControllerInfo } from "../transport/controller-info.js";
import { Call } from "../transport/exchange/call.js";
import type { Credentials, LookUp } from "../transport/exchange/credentials.js";
import { exchange } from "../transport/exchange/exchange.js";
import type { Transport } from "../transport/exchange/transport.js";

/** Sends a request and returns its decoded result. */
export type Send = (
  target: Target,
  parts: RequestParts,
  options: SendOptions | undefined,
) => Promise<unknown>;

/** Options of calls that the SDK makes itself. */
export interface SendOptions extends CallOptions {
  /** Keys of the sites it is about, when the path does not name them. */
  readonly sites?: readonly string[];
}

/** What requests are sent with. */
export interface SendingConnection {
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly lookUp: LookUp;
  readonly omadacId: string;
  /** Undefined on cloud hosts. */
  readonly info: ControllerInfo | undefined;
}

/** Makes the function that sends all calls of a client, except those of raw clients. */
export function createSender(connection: SendingConnection): Send {
  const { transport, credentials, lookUp, omadacId, info } = connection;
  const { origin } = transport;
  const bodies = bodyReader(transport.limits, "answerBytes");
  const readText = answerReader(false, bodies);
  const readFile = answerReader(true, bodies);
  const host = {
    origin,
    omadacId,
    reportedId: info?.omadacId,
    mspMode: info?.mspMode,
    controllerVersion: info?.controllerVer,
  };

  return async (target, parts, options) => {
    if (parts.body !== undefined && target.method === "GET")
      throw new OmadaError(`${target.label}: a GET request cannot have a body.`);
    const request = wireRequest(origin, target, parts, options);
    const { operation, method, path, download, write } = target;
    const call = new Call(operation, method, path, request.url, write, options?.sites);
    call.needs = target.needs;
    const answer = await exchange(transport, credentials, request, call, download ? readFile : readText);
    const { body } = answer;
    // The usual case; any other answer may need an explanation.
    if (answer.ok && !answer.incomplete && isEnvelope(body) && body.errorCode === 0) return body.result;
    const result = resultOf(answer, target.bare);
    if (result) return result.value;
    const { snapshots, successor } = target;
    const known = { ...host, url: call.url, operation, snapshots, successor };
    try {
      const code = errorCodeOf(body) ?? 0;
      const limit = { signal: options?.signal, remainingMs: call.endsAt - transport.clock.now() };
      const hintContext = code === 0 ? known : await lookUp(code, known, limit);
      const { refusalOf } = await import("../response/refusal.js");
      throw refusalOf(answer, call, hintContext);
    } catch (error) {
      transport.observer?.failed(call, error);
      throw error;
    }
  };
}
