import { OmadaError } from "@omada-sdk/auth";
import type { WireRequest } from "../request/wire-request.js";
import { bodyReader } from "../response/body.js";
import { decodeAnswer } from "../response/decode.js";
import { answerReader } from "../response/readers.js";
import { Call } from "../transport/exchange/call.js";
import { exchange } from "../transport/exchange/exchange.js";
import { openTransport } from "../transport/exchange/transport.js";
import type { Transport } from "../transport/transport.js";
import type { OmadaClientOptions } from "./options.js";

/** What a controller says about itself in `/api/info`; members beside the first two depend on version and kind. */
export interface ControllerInfo {
  /** Such as "5.15.24.19". */
  readonly controllerVer: string;
  readonly omadacId: string;
  /** Generation of the web API, "3" from 5.0 to 6.3; unrelated to the versions in Open API paths. */
  readonly apiVer?: string;
  /** False on a controller that was not set up yet. */
  readonly configured?: boolean;
  /** 1 software controller, 10 OC200, 11 OC300 (observed); others exist. */
  readonly type?: number;
  readonly supportApp?: boolean;
  readonly registeredRoot?: boolean;
  /** "advanced" on 5.15 and later. */
  readonly omadacCategory?: string;
  /** The controller is in MSP mode. */
  readonly mspMode?: boolean;
  readonly omadaCloudUrl?: string;
}

const PATH = "/api/info";

/**
 * Asks a controller who it is. Needs no token. Cloud hosts do not answer this (observed).
 * @throws OmadaHttpError when the host is no controller; OmadaError when the answer lacks version or id
 */
export async function readControllerInfo(
  transport: Transport,
  signal?: AbortSignal | undefined,
): Promise<ControllerInfo> {
  const { origin, limits } = transport;
  const url = origin + PATH;
  const about = new Call(undefined, "GET", PATH, url, false);
  const request: WireRequest = {
    url,
    method: "GET",
    headers: {},
    body: undefined,
    signal,
    timeoutMs: undefined,
  };
  about.needs = "result";
  const read = answerReader(false, origin, bodyReader(limits, "infoBytes"));
  const answer = await exchange(transport, undefined, request, about, read);
  const result = decodeAnswer(answer, about, false, { origin, omadacId: "" });
  const { controllerVer, omadacId } = Object(result) as Partial<ControllerInfo>;
  if (typeof controllerVer !== "string" || typeof omadacId !== "string")
    throw new OmadaError(`${url} does not tell version and id; the host may not be an Omada controller.`);
  return result as ControllerInfo;
}

/**
 * Asks a host once who it is, without a client: for finding controllers and checking a base URL.
 * @param baseUrl scheme, host and port
 * @throws OmadaHttpError when the host is no controller; OmadaError for a wrong base URL or an answer without version or
 *   id; OmadaConnectionError, OmadaTlsError or OmadaTimeoutError when it cannot be asked
 */
export async function fetchControllerInfo(
  baseUrl: string,
  options: Pick<OmadaClientOptions, "fetch" | "tls" | "timeoutMs" | "allowHttp" | "limits" | "logger"> & {
    signal?: AbortSignal;
  } = {},
): Promise<ControllerInfo> {
  const transport = await openTransport(baseUrl, { ...options, retry: false });
  try {
    return await readControllerInfo(transport, options.signal);
  } finally {
    await transport.lifetime.close();
  }
}
