import { OmadaError } from "@omada-sdk/auth";
import { lookUp } from "../errors/look-up.js";
import type { RequestParts } from "../request/arguments.js";
import type { Target } from "../request/target.js";
import { wireRequest } from "../request/wire-request.js";
import { bodyReader } from "../response/body.js";
import { decodeAnswer } from "../response/decode.js";
import { isEnvelope } from "../response/envelope.js";
import { answerReader } from "../response/readers.js";
import { Call } from "../transport/exchange/call.js";
import { exchange } from "../transport/exchange/exchange.js";
import type { Connection } from "./connection.js";
import type { CallOptions } from "./options.js";

/** Sends a request and returns its decoded result. */
export type Send = (
  target: Target,
  parts: RequestParts,
  options: SendOptions | undefined,
) => Promise<unknown>;

/** What a call of the SDK's own may say beside what callers may. */
export interface SendOptions extends CallOptions {
  /** Keys of the sites it is about, when the path does not tell. */
  readonly sites?: readonly string[];
}

/** Makes the function through which all calls of a client go. */
export function createSender(connection: Connection): Send {
  const { transport, credentials, omadacId, info } = connection;
  const { origin } = transport;
  const bodies = bodyReader(transport.limits, "answerBytes");
  const readText = answerReader(false, origin, bodies);
  const readFile = answerReader(true, origin, bodies);
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
    const { body: said } = answer;
    // The usual case; everything else may have to be explained.
    if (answer.ok && !answer.incomplete && isEnvelope(said) && said.errorCode === 0) return said.result;
    const { snapshots, successor } = target;
    const known = { ...host, url: call.url, operation, snapshots, successor };
    try {
      const failed = isEnvelope(said) && Number(said.errorCode) !== 0;
      const patience = { signal: options?.signal, remainingMs: call.endsAt - transport.clock.now() };
      const hintContext = failed ? await lookUp(said, transport, known, patience) : known;
      return decodeAnswer(answer, call, target.bare, hintContext);
    } catch (error) {
      transport.observer?.failed(call, error);
      throw error;
    }
  };
}
