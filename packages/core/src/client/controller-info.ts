import { OmadaError } from "@omada-sdk/auth";
import type { WireRequest } from "../request/wire-request.js";
import { bodyReader } from "../response/body.js";
import { resultOf } from "../response/decode.js";
import { answerReader } from "../response/readers.js";
import type { ControllerInfo } from "../transport/controller-info.js";
import { Call } from "../transport/exchange/call.js";
import { exchange } from "../transport/exchange/exchange.js";
import type { TransportOptions } from "../transport/exchange/options.js";
import { openTransport, type Transport } from "../transport/exchange/transport.js";

const PATH = "/api/info";

/**
 * Asks a controller for its version and id. Needs no token. Cloud hosts do not answer this (observed).
 * @throws OmadaHttpError when the host is not a controller; OmadaError when the answer lacks version or id
 */
export async function readControllerInfo(
  transport: Transport,
  signal?: AbortSignal | undefined,
): Promise<ControllerInfo> {
  const { origin, limits } = transport;
  const url = origin + PATH;
  const call = new Call(undefined, "GET", PATH, url, false);
  call.needs = "result";
  const request: WireRequest = {
    url,
    method: "GET",
    headers: {},
    body: undefined,
    signal,
    timeoutMs: undefined,
  };
  const read = answerReader(false, bodyReader(limits, "infoBytes"));
  const answer = await exchange(transport, undefined, request, call, read);
  const result = resultOf(answer, false);
  if (!result) {
    const { refusalOf } = await import("../response/refusal.js");
    throw refusalOf(answer, call, { origin, omadacId: "" });
  }
  const { controllerVer, omadacId } = Object(result.value) as Partial<ControllerInfo>;
  if (typeof controllerVer !== "string" || typeof omadacId !== "string")
    throw new OmadaError(
      `${url} does not answer with version and id; the host may not be an Omada controller.`,
    );
  return result.value as ControllerInfo;
}

/**
 * Asks a host once for its version and id, without a client: for finding controllers and checking a base URL.
 * @param baseUrl scheme, host and port
 * @throws OmadaHttpError when the host is not a controller; OmadaError for a wrong base URL or an answer without
 *   version or id; OmadaConnectionError, OmadaTlsError or OmadaTimeoutError when no answer comes
 */
export async function fetchControllerInfo(
  baseUrl: string,
  options: Pick<TransportOptions, "fetch" | "tls" | "timeoutMs" | "allowHttp" | "limits" | "logger"> & {
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
